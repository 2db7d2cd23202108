package dev.flatline.server;

import dev.flatline.core.SuppressForbidden;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.seed.Seeds;
import dev.flatline.server.options.DrainOptions;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.session.KeptMessage;
import dev.flatline.wire.Loops;
import dev.flatline.wire.ReceiveBuffers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
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
    private final Loops loops;
    private final Generations generations;
    private ServerTerms terms;
    private volatile int port;
    private @Nullable Channel listener;
    private @Nullable CompletableFuture<DrainReport> drain;
    private long originNanos;
    private long partsMade;
    private boolean closed;

    /** Creates a server that does not listen yet. */
    public FlatlineServer(ServerOptions options, ServerHandler handler, ServerEvents events, Loops loops) {
        this.shared = ServerShared.of(handler, events, loops::failed, FlatlineServer::unixSeconds);
        this.terms = ServerTerms.of(options);
        this.loops = loops;
        this.generations = new Generations(loops);
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
        drain = null;
        shared.admission().drain(false);
        originNanos = loops.timers(0).nanoTime();
        Generation first = generation();
        generations.add(first);
        Channel bound = bind(new Acceptor(loops, generations, shared));
        listener = bound;
        port = ((InetSocketAddress) bound.localAddress()).getPort();
        await(generations.onEveryLoop(index -> first.part(index).start()));
    }

    private Generation generation() {
        long firstPart = partsMade;
        partsMade += loops.size();
        return new Generation(IntStream.range(0, loops.size())
                .mapToObj(index -> new ServerLoop(
                        shared,
                        terms,
                        loops.timers(index),
                        new ServerLoop.Origin(originNanos, PHASES.generator("loop", firstPart + index))))
                .toList());
    }

    private Channel bind(Acceptor acceptor) throws CannotListenException {
        String host = terms.options().listen().host();
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new CannotListenException(host, port, new UnknownHostException("unknown host"));
        }
        ServerBootstrap bootstrap = loops.serverBootstrap()
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, NetUtil.SOMAXCONN)
                .handler(acceptor.listener())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, ReceiveBuffers.of(loops.kind(), READ_BYTES))
                .childHandler(acceptor.connections());
        if (terms.options().listen().shared()) {
            bootstrap.option(loops.kind().sharedPort(), true);
        }
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            generations.clear();
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
        if (isDraining()) {
            return Optional.of("the server is draining");
        }
        return generations.living().isEmpty() ? Optional.of("the server does not listen") : Optional.empty();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return shared.admission().open();
    }

    /** What it has counted. */
    public ServerCounters counters() {
        return shared.counters();
    }

    /** The open connection that has an identity; known only where {@code identity.replace} is on. From any thread. */
    public Optional<Connection> find(String identity) {
        return Optional.ofNullable(shared.identities().of(identity));
    }

    /**
     * Sends a text message to a client: to its session, where sessions are kept, whether that has a connection at the moment
     * or not; otherwise to the connection that {@link #find} finds. May be called from any thread, the event loops too.
     *
     * @return whether there is such a session or connection
     */
    public boolean send(String identity, String text) {
        return send(identity, KeptMessage.text(text, nowNanos()));
    }

    /** Sends a binary message to a client, as {@link #send(String, String)}. The array must not change afterwards. */
    public boolean send(String identity, byte[] payload) {
        return send(identity, KeptMessage.of(false, payload, nowNanos()));
    }

    private boolean send(String identity, KeptMessage message) {
        ServerConnection connection = shared.identities().of(identity);
        if (connection == null || connection.session() != null) {
            return shared.sessions().send(identity, message);
        }
        connection.onLoop(() -> {
            if (connection.maySend()) {
                connection.send(message);
            }
        });
        return true;
    }

    /**
     * Sends a text message to every open connection, and to every session, with a connection or without. May be called from
     * any thread, the event loops too.
     */
    public void broadcast(String text) {
        broadcast(KeptMessage.text(text, nowNanos()));
    }

    /** Sends a binary message to everybody, as {@link #broadcast(String)}. The array must not change afterwards. */
    public void broadcast(byte[] payload) {
        broadcast(KeptMessage.of(false, payload, nowNanos()));
    }

    private void broadcast(KeptMessage message) {
        shared.sessions().sendToAll(message);
        SharedMessage frame = SharedMessage.of(message);
        generations.tellEveryPart(part -> part.broadcast(frame));
    }

    /**
     * Sends a text message to every connection, and to every session, in a room. May be called from any thread, the event
     * loops too. What one thread sends to a room arrives in that order at each of its members.
     */
    public void sendToRoom(String room, String text) {
        sendToRoom(room, KeptMessage.text(text, nowNanos()));
    }

    /** Sends a binary message to everybody in a room, as {@link #sendToRoom(String, String)}. The array must not change. */
    public void sendToRoom(String room, byte[] payload) {
        sendToRoom(room, KeptMessage.of(false, payload, nowNanos()));
    }

    private void sendToRoom(String room, KeptMessage message) {
        shared.sessions().sendToRoom(room, message);
        SharedMessage frame = SharedMessage.of(message);
        generations.tellEveryPart(part -> part.rooms.forEach(room, member -> member.send(frame)));
    }

    /** The clock of all loops; any thread may read it. */
    private long nowNanos() {
        return loops.loop(0).ticker().nanoTime();
    }

    /** Visits the connections that are open now, on the calling thread. */
    public synchronized void forEachOpen(OpenConnections visitor) {
        checkThread();
        Queue<long[]> found = new ConcurrentLinkedQueue<>();
        await(generations.onEveryPart(
                part -> part.forEachOpen((client, number) -> found.add(new long[] {client, number}))));
        found.forEach(pair -> visitor.visit((int) pair[0], pair[1]));
    }

    /**
     * Takes other options without ceasing to listen: they hold for the connections that open from now on. Those that are
     * open live on under theirs; a session goes by those of its newest connection. Before the first start, and after a
     * {@link #crash}, the options hold from the next start on.
     *
     * @throws IllegalArgumentException if the host or the port is another one, or the certificate cannot be used; nothing
     *     has changed then
     */
    public synchronized void reload(ServerOptions options) {
        renew(options);
    }

    /**
     * Takes other options, as {@link #reload(ServerOptions)}, and sends away, batch by batch, whoever is open under older
     * ones. New connections are let in meanwhile.
     *
     * @return completed, on an event loop, when the last of them is gone or the budget is over
     */
    public synchronized CompletableFuture<DrainReport> reload(ServerOptions options, DrainOptions drainOptions) {
        renew(options);
        List<Generation> older = generations.living();
        return startDrain(older.subList(0, Math.max(0, older.size() - 1)), drainOptions);
    }

    private void renew(ServerOptions options) {
        checkThread();
        ListenOptions listen = terms.options().listen();
        ListenOptions asked = options.listen();
        if (!asked.host().equals(listen.host()) || (asked.port() != 0 && asked.port() != port)) {
            throw new IllegalArgumentException("host and port cannot be changed by a reload: they are " + listen.host()
                    + ":" + port + ", found " + asked.host() + ":" + asked.port());
        }
        terms = terms.followedBy(options);
        if (listener != null) {
            Generation fresh = generation();
            Generation older = generations.succeed(fresh);
            await(generations.onEveryLoop(index -> {
                fresh.part(index).start();
                older.part(index).retire(fresh.part(index), () -> generations.partEnded(older));
            }));
        }
    }

    /**
     * Sends all connections away, batch by batch, before the server goes: a Close frame of 1012 behind whatever was sent
     * before. From now on nobody is let in: upgrades are answered with 503 and Retry-After. The server listens until it is
     * closed. A second call returns what the first one did.
     *
     * @return completed, on an event loop, when the last connection is gone or the budget is over; also when the server is
     *     stopped meanwhile
     */
    public synchronized CompletableFuture<DrainReport> drain(DrainOptions options) {
        checkThread();
        CompletableFuture<DrainReport> running = drain;
        if (running == null) {
            shared.admission().drain(listener != null);
            running = startDrain(generations.living(), options);
            drain = running;
        }
        return running;
    }

    /** Whether it lets nobody in, because it was told to {@link #drain} since it was started. */
    public boolean isDraining() {
        return shared.admission().isDraining();
    }

    private CompletableFuture<DrainReport> startDrain(List<Generation> whose, DrainOptions options) {
        List<Drain.Place> places = whose.stream()
                .flatMap(generation -> IntStream.range(0, loops.size())
                        .mapToObj(index -> new Drain.Place(generation.part(index), task -> loops.execute(index, task))))
                .toList();
        return Drain.start(places, options, loops.timers(0), task -> loops.execute(0, task));
    }

    /**
     * Goes away at once with all its connections and sessions, as a killed process would: no Close frame, FIN or RST as the
     * kernel sees
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
            await(generations.onEveryPart(part -> part.stop(polite)));
            shared.sessions().endAll();
            listener = null;
            generations.clear();
        }
    }

    /** Every connection that was accepted before is in its loop by then, because a loop runs its tasks in order. */
    private static void await(CompletableFuture<Void> onLoops) {
        try {
            onLoops.orTimeout(LOOP_LIMIT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            String reason =
                    e.getCause() instanceof TimeoutException ? "an event loop is blocked" : "an event loop failed";
            throw new IllegalStateException(reason, e.getCause());
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
                        "a server was started, stopped, changed or looked through on one of its own event loops");
            }
        }
    }
}
