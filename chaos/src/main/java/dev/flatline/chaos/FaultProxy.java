package dev.flatline.chaos;

import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.ledger.Ledger;
import dev.flatline.chaos.ledger.ToxicMeter;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.tls.UnusableCertificateException;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy that stands in front of a server and does faults to the connections that pass through it.
 *
 * <p>It learns whose connection it is from the head of the upgrade request; a connection that does not say is passed on
 * as that of a client that nobody knows. Bytes are passed on in order and none is lost; half-close and resets are passed
 * on as what they are. What is refused or reset by a fault, or cannot reach the server, gets an RST.
 *
 * <p>{@link #begin} and {@link #end} may be called from any thread and return at once. {@link FaultEvents} are told on
 * the event loops, from several of them at a time if there are several: faultBegan before the first hit, faultEnded
 * after the last one and before anything that was held goes out. Of a connection that is open or opened while a fault
 * lasts, faultHit is told once. What they throw is told to {@link Loops#failed}; the connection it concerns is reset.
 */
public final class FaultProxy implements FaultPort, AutoCloseable {

    /** The tick that the loops of a proxy should have: what it delays is at most that late on an idle loop. */
    public static final Duration TICK = Duration.ofNanos(100_000);

    private final ProxyOptions options;
    private final Loops loops;
    private final ProxyContext context;
    private final Map<EventLoop, Shard> shards = new HashMap<>();
    private final FaultControl control;
    private final @Nullable TlsSide accepting;
    private volatile @Nullable Channel listener;
    private volatile boolean closed;

    /**
     * Creates a proxy that does not listen yet.
     *
     * @param loops where all its connections live; they stay the caller's, who closes them after the proxy
     * @param events must bear calls from several threads
     */
    public FaultProxy(ProxyOptions options, Seeds seeds, Loops loops, FaultEvents events) {
        this(
                new ProxyHistory("proxy", new ConnectionRoom(options.limits().maxConnections())),
                options,
                seeds,
                loops,
                events,
                new Ledger(1, false));
    }

    /**
     * Creates a proxy that does not listen yet. Takes a moment if it is to make a certificate.
     *
     * @param history its name, and what proxies of that name before it have done, on the same loops
     * @param loops where all its connections live; they stay the caller's, who closes them after the proxy
     * @param events told of planned faults; must bear calls from several threads
     * @param ledger told of toxics
     * @throws UnusableCertificateException if its TLS cannot be had: one line that names what is wrong
     */
    public FaultProxy(
            ProxyHistory history, ProxyOptions options, Seeds seeds, Loops loops, FaultEvents events, Ledger ledger) {
        this(
                new ProxyContext(history, options, seeds, events, ledger),
                loops,
                new NamedUpstream(options.upstream(), InetAddress::getAllByName, loops::failed));
    }

    /**
     * A proxy that does not listen yet, before several servers: connections go to them in turn, and one that cannot be reached
     * is passed over.
     *
     * @param servers where they are now, at least one, always in the same order; asked for each connection
     * @param options whose upstream is not used
     * @param events told of planned faults; must bear calls from several threads
     * @param routes told which server each connection goes to
     */
    public static FaultProxy before(
            Supplier<List<InetSocketAddress>> servers,
            ProxyOptions options,
            Seeds seeds,
            Loops loops,
            FaultEvents events,
            RouteEvents routes) {
        ProxyHistory history =
                new ProxyHistory("proxy", new ConnectionRoom(options.limits().maxConnections()));
        ProxyContext.Told told = new ProxyContext.Told(events, routes);
        return new FaultProxy(
                new ProxyContext(history, options, seeds, told, new Ledger(1, false)), loops, new Balancer(servers));
    }

    /** Creates a proxy before an upstream that is looked up in another way. */
    FaultProxy(ProxyContext context, Loops loops, Upstream upstream) {
        this.options = context.options();
        this.loops = loops;
        this.context = context;
        ProxyHistory history = context.history();
        this.accepting = TlsSide.accepting(options, history.countedTlsFailures());
        TlsSide dialling = TlsSide.dialling(options, history.countedTlsFailures());
        List<EventLoop> executors = new ArrayList<>();
        List<Shard> inOrder = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            EventLoop loop = loops.loop(i);
            UpstreamDialer dialer = new UpstreamDialer(loops, i, upstream, context, dialling);
            Shard shard = new Shard(context, loops.timers(i), dialer, history.traffic(i));
            shards.put(loop, shard);
            executors.add(loop);
            inOrder.add(shard);
        }
        this.control = new FaultControl(executors, inOrder, context);
    }

    /**
     * Listens.
     *
     * @throws IOException if the listener's address cannot be had; one line that names it. An upstream that is unknown or
     *     not there is none of its failures: clients come and are turned away
     * @throws IllegalStateException if called twice, or after {@link #close}
     */
    public void start() throws IOException {
        if (listener != null || closed) {
            throw new IllegalStateException("a proxy is started once");
        }
        listener = Listener.open(
                options, loops, this::shardOf, accepting, context.history().countedResourceFailures());
    }

    /**
     * The port it listens on.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public int port() {
        return address().getPort();
    }

    /**
     * Where it listens.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public InetSocketAddress address() {
        Channel listening = listener;
        if (listening == null) {
            throw new IllegalStateException("the proxy does not listen yet");
        }
        return (InetSocketAddress) listening.localAddress();
    }

    /** {@inheritDoc} A fault is begun once; after {@link #close} nothing happens. */
    @Override
    public void begin(ScheduledFault fault) {
        if (!closed) {
            reportFailure(control.begin(fault));
        }
    }

    /** {@inheritDoc} After {@link #close}, which ends what is in force, nothing happens. */
    @Override
    public void end(ScheduledFault fault) {
        if (!closed) {
            reportFailure(control.end(fault));
        }
    }

    /**
     * Puts exactly these toxics on, in their order: new ones come last, those with other content are updated in their place,
     * missing ones are taken off. The future tells that every connection has changed; after {@link #close} nothing
     * happens.
     */
    public CompletableFuture<Void> toxics(List<NamedToxic> wanted) {
        return closed ? CompletableFuture.completedFuture(null) : control.toxics(wanted);
    }

    /** The connections that stand, in the order of their numbers. */
    public CompletableFuture<List<ConnectionInfo>> connections() {
        return gather(relay -> true);
    }

    /** Those of them that a toxic would hit; nothing is changed. */
    public CompletableFuture<List<ConnectionInfo>> dryRun(String name, double toxicity, Target target) {
        return gather(relay -> control.wouldHit(name, toxicity, target, relay.facts()));
    }

    private CompletableFuture<List<ConnectionInfo>> gather(Predicate<Relay> chosen) {
        List<CompletableFuture<List<ConnectionInfo>>> parts = new ArrayList<>();
        shards.forEach((loop, shard) -> parts.add(CompletableFuture.supplyAsync(
                () -> shard.relays().stream().filter(chosen).map(Relay::info).toList(), loop)));
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> parts.stream()
                        .flatMap(part -> part.join().stream())
                        .sorted(Comparator.comparingLong(ConnectionInfo::number))
                        .toList());
    }

    /** Bytes that were read, by where they were going; counted as they come. */
    public long bytes(Direction direction) {
        return context.history().bytes(direction);
    }

    /** Bytes that were handed on, by where they were going: what a toxic holds or throws away is not among them. */
    public long sentBytes(Direction direction) {
        return context.history().sentBytes(direction);
    }

    /** Frames of upgraded connections with an opcode, 0 to 15, by where they were going; counted as they come. */
    public long frames(Direction direction, int opcode) {
        return context.history().frames(direction, opcode);
    }

    /** Connections accepted so far. */
    public long acceptedConnections() {
        return context.history().acceptedConnections();
    }

    /** Connections whose upstream could not be reached. */
    public long unreachableUpstreams() {
        return context.history().unreachableUpstreams();
    }

    /** What each toxic has done since it was put on, by its name. */
    public Map<String, ToxicMeter> meters() {
        return context.history().meters();
    }

    /** Connections that hold at least one socket: accepted ones, and those whose client was reset in silence. */
    public int openConnections() {
        return context.history().openConnections();
    }

    /**
     * How often a connection under latency was paused because too much was on its wire: beyond that its round trips
     * are longer than the latency asked for.
     */
    public long delayedPauses() {
        return context.room().pauses();
    }

    /**
     * How often the operating system would not give the proxy a connection to accept, or a socket or port to dial the
     * upstream with: this machine is the bottleneck then, not the server.
     */
    public long resourceFailures() {
        return context.history().resourceFailures();
    }

    /** Closes every connection that stands, at once; others may come. The future tells that all loops have done it. */
    public CompletableFuture<Void> closeConnections() {
        return closed ? CompletableFuture.completedFuture(null) : control.closeAll();
    }

    /**
     * TLS handshakes that came to nothing, on either side: not TLS, a certificate that is not accepted, or no end in the
     * dial limit.
     */
    public long tlsFailures() {
        return context.history().tlsFailures();
    }

    /**
     * Stops listening, closes every connection, then ends the faults that are in force. Waits for that. Not to be called
     * on an event loop of the proxy.
     */
    @Override
    public void close() {
        if (shards.keySet().stream().anyMatch(EventLoop::inEventLoop)) {
            throw new IllegalStateException("proxy closed on one of its own event loops");
        }
        if (!closed) {
            closed = true;
            Channel listening = listener;
            if (listening != null) {
                listening.close().syncUninterruptibly();
            }
            control.closeAll().thenCompose(none -> control.endAll()).join();
        }
    }

    private Shard shardOf(EventLoop loop) {
        Shard shard = shards.get(loop);
        if (shard == null) {
            throw new IllegalStateException("a connection on an event loop that is not the proxy's");
        }
        return shard;
    }

    private void reportFailure(CompletableFuture<Void> done) {
        CompletableFuture<Void> unused = done.whenComplete((none, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause();
                loops.failed(failure instanceof CompletionException && cause != null ? cause : failure);
            }
        });
    }
}
