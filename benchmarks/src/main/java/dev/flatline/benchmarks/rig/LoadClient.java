package dev.flatline.benchmarks.rig;

import dev.flatline.wire.Loops;
import dev.flatline.wire.OutgoingSockets;
import dev.flatline.wire.SourceAddresses;
import dev.flatline.wire.TransportKind;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clients of one server, on one event loop of this process. Public methods are called from the measuring thread, wait until
 * the loop has done what they say, and fail when a connection was lost or an answer was wrong.
 */
public final class LoadClient implements AutoCloseable {

    /** Upgrades under way at once. */
    private static final int WINDOW = 64;

    private static final long LIMIT_SECONDS = 120;

    private final Loops loops = Loops.open("load", 1, TransportKind.AUTO);
    private final OutgoingSockets sockets = new OutgoingSockets(loops);
    private final LoadCounts counts = new LoadCounts();
    private final InetSocketAddress server;
    private final LoadScript script;
    private final List<LoadConnection> connections = new ArrayList<>();
    private SourceAddresses sources;
    private CompletableFuture<Void> allOpen = new CompletableFuture<>();
    private int wanted;
    private int started;
    private boolean echoing;
    private @Nullable Pacer pacer;

    public LoadClient(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        script = new LoadScript(port);
        sources = SourceAddresses.of(0, server.getAddress());
    }

    /** Opens connections more, a bounded number of upgrades at a time. */
    public void open(int count) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loops.execute(0, () -> {
            allOpen = done;
            started = connections.size();
            wanted = started + count;
            sources = SourceAddresses.of(wanted, server.getAddress());
            for (int i = 0; i < Math.min(WINDOW, count); i++) {
                connect(started++);
            }
        });
        await(done, "connections did not open");
        check();
    }

    /** Ends all connections with RST. */
    public void reset() throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loops.execute(0, () -> {
            for (LoadConnection connection : connections) {
                connection.reset();
            }
            connections.clear();
            done.complete(null);
        });
        await(done, "connections did not end");
    }

    /** Sends texts on every connection, so many in flight on each, until {@link #stopEchoing}. */
    public void startEchoing(int inFlight) throws IOException {
        on(() -> {
            echoing = true;
            connections.forEach(connection -> connection.send(inFlight));
            return 0;
        });
    }

    public void stopEchoing() throws IOException {
        on(() -> echoing = false);
        check();
    }

    /** Echoes that came and were right. */
    public long echoes() throws IOException {
        return on(counts::echoes);
    }

    /**
     * Sends texts at a fixed rate, in turns over all connections, whether or not echoes come.
     *
     * @return milliseconds from the sending of each to its echo
     */
    public double[] pacedEchoes(int perSecond, int count) throws IOException {
        return paced(
                perSecond,
                count,
                turn -> connections.get(turn % connections.size()).sendTimed());
    }

    /**
     * Opens connections at a fixed rate, whether or not those before are open, and ends each with RST once it is.
     *
     * @return milliseconds from the beginning of each to the answer of its upgrade
     */
    public double[] pacedUpgrades(int perSecond, int count) throws IOException {
        on(() -> {
            sources = SourceAddresses.of(count, server.getAddress());
            return 0;
        });
        return paced(perSecond, count, this::connect);
    }

    private double[] paced(int perSecond, int count, IntConsumer task) throws IOException {
        Pacer begun = new Pacer(loops.loop(0), perSecond, count, task);
        loops.execute(0, () -> {
            pacer = begun;
            begun.start();
        });
        try {
            double[] millis = await(begun.done(), "answers did not come");
            check();
            return millis;
        } finally {
            on(() -> pacer = null);
        }
    }

    /** Lets time pass. */
    public void pause(Duration duration) throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        loops.execute(0, () -> loops.timers(0).after(duration.toNanos(), () -> over.complete(null)));
        await(over, "time did not pass");
    }

    public void countPingsFromNow() throws IOException {
        on(() -> {
            counts.countPingsFrom(nanoTime());
            return 0;
        });
    }

    /** Pings in each window of 100 ms. */
    public List<Integer> pings() throws IOException {
        return on(counts::pings);
    }

    /** Fails if a connection was lost or an answer was wrong. */
    public void check() throws IOException {
        long failures = on(counts::failures);
        if (failures > 0) {
            throw new IOException(failures + " connections were lost or were answered wrongly");
        }
    }

    private void connect(int number) {
        InetSocketAddress source = sources.of(number);
        SocketChannel channel = sockets.open(source);
        LoadConnection connection = new LoadConnection(channel, this, script);
        channel.pipeline().addLast(connection);
        ChannelFuture unused = loops.loop(0).register(channel);
        connection.connecting();
        ChannelFuture connected = source == null ? channel.connect(server) : channel.connect(server, source);
        connected.addListener(done -> {
            if (!done.isSuccess()) {
                counts.failed();
                lost();
            }
        });
    }

    /** A connection was answered, so many nanoseconds after it began. */
    void opened(LoadConnection connection, long nanos) {
        if (pacer != null) {
            pacer.answered(nanos);
            connection.reset();
            return;
        }
        connections.add(connection);
        if (started < wanted) {
            connect(started++);
        } else if (connections.size() == wanted) {
            allOpen.complete(null);
        }
    }

    /** A text that was sent by the pace was answered. */
    void timed(long nanos) {
        if (pacer != null) {
            pacer.answered(nanos);
        }
    }

    /** A connection is of no use: nobody need wait for it. */
    void lost() {
        IOException lost = new IOException("a connection was lost, refused or answered wrongly");
        allOpen.completeExceptionally(lost);
        if (pacer != null) {
            pacer.done().completeExceptionally(lost);
        }
    }

    LoadCounts counts() {
        return counts;
    }

    boolean echoing() {
        return echoing;
    }

    long nanoTime() {
        return loops.timers(0).nanoTime();
    }

    private <T> T on(Supplier<T> task) throws IOException {
        return await(CompletableFuture.supplyAsync(task, loops.loop(0)), "the load's event loop is blocked");
    }

    private static <T extends @Nullable Object> T await(CompletableFuture<T> done, String otherwise)
            throws IOException {
        try {
            return done.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw new IOException(otherwise + ": " + failed.getCause(), failed.getCause());
        }
    }

    @Override
    public void close() {
        loops.close();
        script.close();
    }
}
