package dev.flatline.server;

import dev.flatline.core.SuppressForbidden;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server that knows which of its connections are alive. It can go away as a killed process would and come back
 * on the same port.
 *
 * <p>Unless they say otherwise, methods may be called from any thread but the event loops of the server, and have done what
 * they say when they return. The event loops belong to the caller, who closes them after the server.
 */
public final class FlatlineServer implements AutoCloseable {

    private static final int READ_BYTES = 16 << 10;
    /** Phases need no other draws in another run: they are to differ from client to client. */
    private static final Seeds PHASES = new Seeds(1);

    private static final long LOOP_LIMIT_SECONDS = 10;

    private final ServerShared shared;
    private final ServerTerms terms;
    private final Loops loops;
    private volatile int port;
    private @Nullable Channel listener;
    private volatile List<ServerLoop> parts = List.of();
    private boolean closed;

    /** Creates a server that does not listen yet. */
    public FlatlineServer(ServerOptions options, ServerHandler handler, ServerEvents events, Loops loops) {
        this.shared = ServerShared.of(handler, events, loops::failed, FlatlineServer::unixSeconds);
        this.terms = ServerTerms.of(options);
        this.loops = loops;
        this.port = options.listen().port();
    }

    /**
     * Listens. After a {@link #crash} it listens on the same port again.
     *
     * @throws CannotListenException if the port is in use, or not this program's to take; nothing is left half open
     */
    public synchronized void start() throws CannotListenException {
        checkThread();
        if (closed || listener != null) {
            throw new IllegalStateException(closed ? "the server is closed" : "the server listens already");
        }
        long origin = loops.timers(0).nanoTime();
        List<ServerLoop> fresh = IntStream.range(0, loops.size())
                .mapToObj(index -> new ServerLoop(
                        shared,
                        terms,
                        loops.timers(index),
                        new ServerLoop.Origin(origin, PHASES.generator("loop", index))))
                .toList();
        Channel bound = bind(new Acceptor(loops, fresh, shared.counters()));
        listener = bound;
        parts = fresh;
        port = ((InetSocketAddress) bound.localAddress()).getPort();
        onEveryLoop(ServerLoop::start);
    }

    private Channel bind(Acceptor acceptor) throws CannotListenException {
        String host = terms.options().listen().host();
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new CannotListenException(host, port, new UnknownHostException("unknown host"));
        }
        int high = terms.options().outbound().maxBytes();
        ServerBootstrap bootstrap = loops.serverBootstrap()
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, NetUtil.SOMAXCONN)
                .handler(acceptor.failures())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(high / 2, high))
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childHandler(acceptor.connections());
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            throw new CannotListenException(host, port, cause);
        }
        return bound.channel();
    }

    /** The port it listens on, or listened on last; 0 before the first start on any free port. */
    public int port() {
        return port;
    }

    /** Why it takes no new connections now, in one line; empty if it does. May be called from any thread. */
    public Optional<String> whyNotReady() {
        return parts.isEmpty() ? Optional.of("the server does not listen") : Optional.empty();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return shared.counters().open.intValue();
    }

    /** What it has counted. */
    public ServerCounters counters() {
        return shared.counters();
    }

    /** Sends a text message to every open connection. May be called from any thread, the event loops too. */
    public void broadcast(String text) {
        SharedMessage message = SharedMessage.text(text);
        tellEveryLoop(part -> part.broadcast(message));
    }

    /** Sends a binary message to every open connection, as {@link #broadcast(String)}. */
    public void broadcast(byte[] payload) {
        SharedMessage message = SharedMessage.binary(payload);
        tellEveryLoop(part -> part.broadcast(message));
    }

    /**
     * Sends a text message to every connection in a room. May be called from any thread, the event loops too. What one
     * thread sends to a room arrives in that order at each of its members.
     */
    public void sendToRoom(String room, String text) {
        SharedMessage message = SharedMessage.text(text);
        tellEveryLoop(part -> part.rooms.forEach(room, member -> member.send(message)));
    }

    /** Sends a binary message to every connection in a room, as {@link #sendToRoom(String, String)}. */
    public void sendToRoom(String room, byte[] payload) {
        SharedMessage message = SharedMessage.binary(payload);
        tellEveryLoop(part -> part.rooms.forEach(room, member -> member.send(message)));
    }

    /** Visits the connections that are open now, on the calling thread. */
    public synchronized void forEachOpen(OpenConnections visitor) {
        checkThread();
        Queue<long[]> found = new ConcurrentLinkedQueue<>();
        onEveryLoop(part -> part.forEachOpen((client, number) -> found.add(new long[] {client, number})));
        found.forEach(pair -> visitor.visit((int) pair[0], pair[1]));
    }

    /**
     * Goes away at once with all its connections, as a killed process would: no Close frame, FIN or RST as the kernel sees
     * fit. Nothing happens if it does not listen.
     */
    public void crash() {
        stop(false);
    }

    /** Says goodbye with 1001, as far as that can be sent at once, and goes away for good. */
    @Override
    public synchronized void close() {
        stop(true);
        closed = true;
    }

    private synchronized void stop(boolean polite) {
        checkThread();
        Channel listening = listener;
        if (listening != null) {
            listening.close().awaitUninterruptibly();
            onEveryLoop(part -> part.stop(polite));
            listener = null;
            parts = List.of();
        }
    }

    /** Every connection that was accepted before is in its loop by now, because a loop runs its tasks in order. */
    private void onEveryLoop(Consumer<ServerLoop> job) {
        List<ServerLoop> current = parts;
        CompletableFuture<?>[] done = IntStream.range(0, current.size())
                .mapToObj(index -> CompletableFuture.runAsync(() -> job.accept(current.get(index)), loops.loop(index)))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(done)
                    .orTimeout(LOOP_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            String reason =
                    e.getCause() instanceof TimeoutException ? "an event loop is blocked" : "an event loop failed";
            throw new IllegalStateException(reason, e.getCause());
        }
    }

    /** Hands a job to every loop and does not wait for it. */
    private void tellEveryLoop(Consumer<ServerLoop> job) {
        List<ServerLoop> current = parts;
        for (int index = 0; index < current.size(); index++) {
            ServerLoop part = current.get(index);
            loops.execute(index, () -> job.accept(part));
        }
    }

    @SuppressForbidden("text pings of some servers tell the time of day")
    private static long unixSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    private void checkThread() {
        for (int index = 0; index < loops.size(); index++) {
            if (loops.loop(index).inEventLoop()) {
                throw new IllegalStateException(
                        "a server was started, stopped or looked through on one of its own event loops");
            }
        }
    }
}
