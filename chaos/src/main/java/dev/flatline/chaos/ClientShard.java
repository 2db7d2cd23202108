package dev.flatline.chaos;

import dev.flatline.chaos.target.ConnectionFacts;
import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import dev.flatline.wire.Loops;
import dev.flatline.wire.NetworkFailure;
import dev.flatline.wire.inject.SocketInjector;
import dev.flatline.wire.inject.SocketOpener;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the faults in the clients' own way. Of a client that nothing hits it knows the socket and no
 * more: nothing is in the socket's pipeline. When a fault hits it, a relay is put between client and socket, with a
 * {@link FrontChannel} for the client; when nothing hits it any more and nothing waits, the client gets its socket back.
 * Confined to the loop.
 */
final class ClientShard implements FaultLoop, SocketInjector, Dialer {

    private static final long TIDY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Loops loops;
    private final int index;
    private final ProxyContext context;
    private final Timers timers;
    private final Ghosts ghosts;
    private final boolean follows;
    private final Shard shard;
    /** Sockets that clients have to themselves. */
    private final IdentityHashMap<Channel, ConnectionFacts> standing = new IdentityHashMap<>();
    /** Clients that a relay is before. */
    private final Map<Relay, Parted> parted = new LinkedHashMap<>();

    private @Nullable Alarm tidyAlarm;

    /** A client that is parted from its socket, by its two ends; without a socket while none is dialled. */
    private static final class Parted {
        final FrontLeg client;

        @Nullable DuplexChannel socket;

        @Nullable SocketLeg below;

        boolean dialling;

        Parted(FrontLeg client) {
            this.client = client;
        }
    }

    ClientShard(Loops loops, int index, ProxyContext context, Timers timers, Ghosts ghosts, boolean follows) {
        this.loops = loops;
        this.index = index;
        this.context = context;
        this.timers = timers;
        this.ghosts = ghosts;
        this.follows = follows;
        this.shard = new Shard(
                context,
                timers,
                this,
                context.history().traffic(index),
                follows ? ClientsKnown.AND_FOLLOWED : ClientsKnown.ONLY);
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Channel open(int client, ChannelHandler handler, SocketOpener opener) {
        ConnectionFacts facts =
                new ConnectionFacts(context.numbers().incrementAndGet(), opener.source(), timers.nanoTime(), client);
        if (!follows && shard.on(facts).isEmpty()) {
            Channel socket = opener.open(handler);
            standing.put(socket, facts);
            return socket;
        }
        FrontChannel front = FrontChannel.fresh(opener.source(), connecting -> begin(connecting, facts, opener));
        register(front);
        front.pipeline().addLast(handler);
        return front;
    }

    private void register(FrontChannel front) {
        ChannelFuture unused = loops.loop(index).register(front);
    }

    /** The client of a fresh channel connects it: a connection that is not dialled at once seems to be accepted. */
    private void begin(FrontChannel front, ConnectionFacts facts, SocketOpener opener) {
        Relay relay = shard.adopt(facts, made -> legOf(front, made, opener));
        Parted ends = parted.get(relay);
        relay.start();
        if (ends != null && !ends.dialling) {
            ends.client.accepted();
        }
    }

    private FrontLeg legOf(FrontChannel front, Relay relay, @Nullable SocketOpener opener) {
        FrontLeg leg = new FrontLeg(front, relay, opener, this::later, ghosts);
        front.serve(leg);
        parted.put(relay, new Parted(leg));
        return leg;
    }

    @Override
    public Leg dial(Relay relay) {
        Parted ends = parted.get(relay);
        SocketOpener opener = ends == null ? null : ends.client.opener();
        if (ends == null || opener == null) {
            throw new IllegalStateException("nobody to dial for");
        }
        ends.dialling = true;
        DuplexChannel socket;
        try {
            socket = (DuplexChannel) opener.open(Nobody.INSTANCE);
        } catch (ChannelException unopened) {
            later(() -> unreachable(ends, unopened));
            return NoLeg.INSTANCE;
        }
        SocketLeg leg = new SocketLeg(socket, relay, Direction.DOWNSTREAM, loops);
        socket.pipeline().replace(Nobody.INSTANCE, null, leg);
        keepEnds(socket, true);
        ends.socket = socket;
        ends.below = leg;
        SslHandler tls = socket.pipeline().get(SslHandler.class);
        ChannelFuture unused = opener.connect(socket).addListener(done -> {
            if (!done.isSuccess() || tls == null) {
                dialled(ends, leg, done);
            } else {
                Future<Channel> unusedSecured =
                        tls.handshakeFuture().addListener(secured -> dialled(ends, leg, secured));
            }
        });
        return leg;
    }

    private void dialled(Parted ends, Leg leg, Future<?> done) {
        Channel socket = ends.socket;
        Throwable cause = done.cause();
        if (cause == null && socket != null && metItself(socket)) {
            cause = new ConnectException("Connection refused: nobody but ourselves");
        }
        if (cause == null) {
            loops.attempt(() -> {
                ends.client.relay().connected();
                ends.client.accepted();
            });
        } else {
            Throwable failure = cause;
            leg.close();
            later(() -> unreachable(ends, failure));
        }
    }

    private void unreachable(Parted ends, Throwable failure) {
        if (NetworkFailure.causeOf(failure) == CloseCause.NO_RESOURCES) {
            context.history().countedResourceFailures().increment();
        }
        ends.socket = null;
        ends.below = null;
        ends.dialling = false;
        ends.client.dialFailed(failure);
        ends.client.relay().unreachable();
    }

    @Override
    public void closed(Relay relay) {
        Parted ends = parted.remove(relay);
        if (ends != null) {
            ends.client.relayClosed();
        }
    }

    @Override
    public void closed(Channel socket) {
        standing.remove(socket);
    }

    @Override
    public void begin(Applied applied) {
        part(applied);
        shard.begin(applied);
    }

    @Override
    public void update(Applied former, Applied next) {
        part(next);
        shard.update(former, next);
        tidy();
    }

    @Override
    public void forget(Applied applied) {
        shard.forget(applied);
    }

    @Override
    public void release(Applied applied) {
        shard.release(applied);
        tidy();
    }

    /** Closes every connection that a fault is on; clients that have their socket to themselves keep it. */
    @Override
    public void close() {
        shard.close();
    }

    @Override
    public void fleetEnds() {
        ghosts.closing();
        parted.values().stream()
                .filter(ends -> ends.client.isGhost())
                .toList()
                .forEach(ends -> ends.client.relay().reset());
    }

    /** Puts a relay before every socket that a toxic hits. */
    private void part(Applied applied) {
        if (!applied.toxic().hitsStanding()) {
            return;
        }
        List<Channel> hit = new ArrayList<>();
        standing.forEach((socket, facts) -> {
            if (applied.hits(facts)) {
                hit.add(socket);
            }
        });
        hit.forEach(socket -> {
            Relay unused = part(socket);
        });
    }

    private @Nullable Relay part(Channel socket) {
        SslHandler tls = socket.pipeline().get(SslHandler.class);
        if (tls != null && !tls.handshakeFuture().isDone()) {
            Future<Channel> unused = tls.handshakeFuture().addListener(done -> partLater(socket));
            return null;
        }
        if (!socket.isActive() && tls == null && socket.isOpen()) {
            socket.pipeline().addFirst(new WhenActive());
        }
        ConnectionFacts facts = socket.isActive() ? standing.remove(socket) : null;
        if (facts == null) {
            return null;
        }
        DuplexChannel below = (DuplexChannel) socket;
        FrontChannel front = FrontChannel.inFrontOf(socket);
        register(front);
        Relay relay = shard.adopt(facts, made -> legOf(front, made, null));
        SocketLeg leg = new SocketLeg(below, relay, Direction.DOWNSTREAM, loops);
        Parted ends = parted.get(relay);
        if (ends != null) {
            ends.socket = below;
            ends.below = leg;
        }
        ChannelHandler client = socket.pipeline().removeLast();
        keepEnds(socket, true);
        socket.pipeline().addLast(leg);
        front.pipeline().addLast(client);
        relay.stands(leg);
        return relay;
    }

    /** A fault began while the socket was connecting: it hits once the client has been told of that. */
    private void partLater(Channel socket) {
        later(() -> {
            ConnectionFacts facts = standing.get(socket);
            Relay relay = facts == null || shard.on(facts).isEmpty() ? null : part(socket);
            if (facts != null && relay != null) {
                shard.on(facts).forEach(relay::begin);
            }
        });
    }

    /** Gives clients their sockets back where nothing stands between any more; looks again while something still does. */
    private void tidy() {
        if (tidyAlarm != null) {
            tidyAlarm.cancel();
            tidyAlarm = null;
        }
        if (follows) {
            return;
        }
        boolean more = false;
        for (Parted ends : List.copyOf(parted.values())) {
            if (isIdle(ends)) {
                join(ends);
            } else {
                more |= ends.client.relay().isFree() && !ends.client.isGhost();
            }
        }
        if (more) {
            tidyAlarm = timers.after(TIDY_NANOS, this::tidy);
        }
    }

    private static boolean isIdle(Parted ends) {
        DuplexChannel socket = ends.socket;
        FrontChannel front = ends.client.front();
        return socket != null
                && socket.isActive()
                && front.isActive()
                && front.isDrained()
                && ends.client.relay().isIdle();
    }

    private void join(Parted ends) {
        DuplexChannel socket = ends.socket;
        SocketLeg below = ends.below;
        if (socket == null || below == null) {
            return;
        }
        Relay relay = ends.client.relay();
        FrontChannel front = ends.client.front();
        relay.leave();
        front.abandon();
        ChannelHandler client = front.pipeline().removeLast();
        socket.pipeline().remove(below);
        keepEnds(socket, false);
        socket.pipeline().addLast(client);
        socket.config().setAutoRead(true);
        standing.put(socket, relay.facts());
    }

    /** With a relay before it, a socket closes when the relay says so. */
    private static void keepEnds(Channel socket, boolean yes) {
        socket.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, yes);
        socket.config().setOption(ChannelOption.AUTO_CLOSE, !yes);
    }

    private void later(Runnable task) {
        loops.execute(index, task);
    }

    /** A socket whose port was free may meet itself when nobody listens there (RFC 9293, simultaneous open). */
    private static boolean metItself(Channel socket) {
        return socket.localAddress() != null && socket.localAddress().equals(socket.remoteAddress());
    }

    /** Waits for a socket that is connecting. */
    private final class WhenActive extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.pipeline().remove(this);
            partLater(ctx.channel());
            ctx.fireChannelActive();
        }
    }

    /** Stands in the pipeline of a socket until its leg does. */
    @Sharable
    private static final class Nobody extends ChannelInboundHandlerAdapter {
        static final Nobody INSTANCE = new Nobody();
    }
}
