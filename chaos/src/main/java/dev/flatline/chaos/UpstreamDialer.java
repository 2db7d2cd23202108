package dev.flatline.chaos;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Timers;
import dev.flatline.wire.Loops;
import dev.flatline.wire.NetworkFailure;
import dev.flatline.wire.OutgoingSockets;
import dev.flatline.wire.SourceAddresses;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Dials the upstream over TCP, on one event loop, from the {@link SourceAddresses} of as many clients as the proxy has: it
 * meets the same limit of one address as a fleet does. Each address may take the dial limit, and so may the lookup before.
 */
final class UpstreamDialer implements Dialer {

    private final Loops loops;
    private final int index;
    private final Timers timers;
    private final Upstream upstream;
    private final int limitMillis;
    private final boolean keepAlive;
    private final OutgoingSockets sockets;
    private final SourceAddresses sources;
    private final @Nullable TlsSide tls;
    private final RouteEvents routes;
    private final LongAdder resourceFailures;
    private final Set<UpstreamDial> waiting = new LinkedHashSet<>();
    private boolean asked;
    private int strangers;

    /**
     * Creates a dialer.
     *
     * @param tls what the upstream speaks; null for plain TCP
     */
    UpstreamDialer(Loops loops, int index, Upstream upstream, ProxyContext context, @Nullable TlsSide tls) {
        ProxyOptions options = context.options();
        this.loops = loops;
        this.index = index;
        this.timers = loops.timers(index);
        this.upstream = upstream;
        this.limitMillis = Math.toIntExact(options.limits().dialLimit().toMillis());
        this.keepAlive = options.keepAlive();
        this.sockets = new OutgoingSockets(loops);
        this.sources = SourceAddresses.of(options.clients(), InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.routes = context.routes();
        this.resourceFailures = context.history().countedResourceFailures();
    }

    @Override
    public Leg dial(Relay relay) {
        UpstreamDial dial = new UpstreamDial(this, relay);
        CompletableFuture<List<InetSocketAddress>> addresses = upstream.addresses(timers.nanoTime());
        if (addresses.isDone()) {
            loops.attempt(() -> dial.begin(addresses.join()));
            return dial;
        }
        waiting.add(dial);
        dial.awaits(timers.after(TimeUnit.MILLISECONDS.toNanos(limitMillis), () -> {
            waiting.remove(dial);
            dial.begin(upstream.last());
        }));
        if (!asked) {
            asked = true;
            CompletableFuture<Void> unused = addresses.thenAccept(found -> later(() -> answered(found)));
        }
        return dial;
    }

    private void answered(List<InetSocketAddress> found) {
        asked = false;
        List<UpstreamDial> ready = List.copyOf(waiting);
        waiting.clear();
        ready.forEach(dial -> dial.begin(found));
    }

    /** Nobody waits for this one's addresses any more. */
    void forget(UpstreamDial dial) {
        waiting.remove(dial);
    }

    /**
     * Connects to one address. The outcome is told later.
     *
     * @throws ChannelException if the operating system has no socket to give
     */
    Leg connect(InetSocketAddress address, UpstreamDial dial) {
        InetSocketAddress source = sourceOf(dial.relay().facts().client(), address.getAddress());
        SocketChannel channel = sockets.open(source);
        ChannelConfig config = channel.config();
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        config.setOption(ChannelOption.AUTO_CLOSE, false);
        config.setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, limitMillis);
        config.setOption(ChannelOption.SO_KEEPALIVE, keepAlive);
        Leg leg = leg(dial.relay(), channel);
        ChannelFuture unusedRegistered = loops.loop(index).register(channel);
        ChannelFuture unused = channel.connect(address, source).addListener(done -> {
            Throwable failure = done.cause();
            if (failure != null) {
                failed(dial, leg, address, failure);
            } else if (metItself(channel)) {
                failed(dial, leg, address, new ConnectException("nobody but ourselves at " + address));
            } else {
                loops.attempt(() -> accepted(dial.relay(), address));
            }
        });
        return leg;
    }

    private void accepted(Relay relay, InetSocketAddress server) {
        if (!relay.isClosed()) {
            routes.routed(relay.facts().number(), relay.facts().client(), server);
        }
        if (tls == null) {
            relay.connected();
        }
    }

    @Override
    public void closed(Relay relay) {
        routes.ended(relay.facts().number());
    }

    /** A socket that could not connect ends its input, too: the relay must not hear of that. */
    private void failed(UpstreamDial dial, Leg leg, InetSocketAddress address, Throwable failure) {
        upstream.failed(address, timers.nanoTime());
        leg.close();
        later(() -> dial.failed(failure));
    }

    /** With TLS, the upstream has accepted when the handshake is over. */
    private Leg leg(Relay relay, SocketChannel channel) {
        SocketLeg leg = new SocketLeg(channel, relay, Direction.DOWNSTREAM, loops);
        if (tls == null) {
            channel.pipeline().addLast(leg);
            return leg;
        }
        return tls.dialled(channel, leg, new TlsLeg.Outcome() {
            @Override
            public void secured() {
                relay.connected();
            }

            @Override
            public void failed(Throwable cause) {
                gaveUp(relay, cause);
            }
        });
    }

    /** Does it when the loop has finished what it is doing. */
    void later(Runnable task) {
        loops.execute(index, task);
    }

    /** No address is left to try. */
    void gaveUp(Relay relay, Throwable failure) {
        if (NetworkFailure.causeOf(failure) == CloseCause.NO_RESOURCES) {
            resourceFailures.increment();
        } else {
            upstream.unreachable();
        }
        relay.unreachable();
    }

    private @Nullable InetSocketAddress sourceOf(int client, InetAddress destination) {
        if (!destination.isLoopbackAddress() || !(destination instanceof Inet4Address)) {
            return null;
        }
        return sources.of(client >= 0 ? client : strangers++ & Integer.MAX_VALUE);
    }

    /** A socket whose port was free may meet itself when nobody listens there (RFC 9293, simultaneous open). */
    private static boolean metItself(Channel channel) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        return local != null && local.equals(channel.remoteAddress());
    }
}
