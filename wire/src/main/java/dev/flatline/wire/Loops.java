package dev.flatline.wire;

import dev.flatline.core.time.Timers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A named group of event loops on one transport, with the {@link Timers} of each loop. Whoever opens it closes it; the
 * threads are daemons and do not keep a process alive.
 */
public final class Loops implements AutoCloseable {

    private static final long CLOSE_LIMIT_SECONDS = 5;
    private static final long MIN_TICK_NANOS = 10_000;

    private final TransportKind kind;
    private final Consumer<Throwable> onFailure;
    private final EventLoopGroup group;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Timers> timers = new ArrayList<>();

    private Loops(String name, int threads, TransportKind kind, long tickNanos, Consumer<Throwable> onFailure) {
        this.kind = kind;
        this.onFailure = onFailure;
        this.group = new MultiThreadIoEventLoopGroup(threads, threads(name, onFailure), kind.ioHandlers());
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            loops.add(loop);
            timers.add(WheelTimers.on(loop, tickNanos, onFailure));
        }
    }

    /**
     * Opens event loops whose failures go where those of any thread go that has no handler of its own.
     *
     * @param name of the threads, which are {@code name-0}, {@code name-1}, …
     * @param threads number of event loops, from 1
     * @throws IllegalArgumentException if the transport is missing on this machine
     */
    public static Loops open(String name, int threads, TransportKind kind) {
        ThreadGroup starter = Thread.currentThread().getThreadGroup();
        return open(name, threads, kind, failure -> starter.uncaughtException(Thread.currentThread(), failure));
    }

    /**
     * Opens event loops, as {@link #open(String, int, TransportKind)}.
     *
     * @param onFailure told of what a timer task, a task of {@link #execute} or a listener throws, usually on its loop:
     *     a fault in this program, never something that the network does. It must not throw
     */
    public static Loops open(String name, int threads, TransportKind kind, Consumer<Throwable> onFailure) {
        return open(name, threads, kind, Duration.ofNanos(WheelTimers.TICK_NANOS), onFailure);
    }

    /**
     * Opens event loops, as {@link #open(String, int, TransportKind, Consumer)}, whose timers have a tick of their own.
     *
     * @param tick by how much an alarm may be late on an idle loop, from 10 µs: a finer one wakes a loop with many alarms
     *     more often
     */
    public static Loops open(
            String name, int threads, TransportKind kind, Duration tick, Consumer<Throwable> onFailure) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + ", accepted is 1 or more");
        }
        if (tick.toNanos() < MIN_TICK_NANOS) {
            throw new IllegalArgumentException("tick: " + tick + ", accepted is 10 microseconds or more");
        }
        return new Loops(name, threads, kind.resolve(), tick.toNanos(), onFailure);
    }

    /** The transport in use; never {@link TransportKind#AUTO}. */
    public TransportKind kind() {
        return kind;
    }

    /** Number of event loops. */
    public int size() {
        return loops.size();
    }

    /**
     * What the monotonic clock of the machine, which all processes see, showed when the clock of these loops showed 0: each
     * process counts from a start of its own.
     */
    public long zeroNanos() {
        return loops.get(0).ticker().initialNanoTime();
    }

    /** The event loop with an index from 0 to {@link #size} - 1. */
    public EventLoop loop(int index) {
        return loops.get(index);
    }

    /** Runs a task on the event loop with an index from 0 to {@link #size} - 1; the future tells when it has run. */
    public CompletableFuture<Void> run(int index, Runnable task) {
        return CompletableFuture.runAsync(task, loops.get(index));
    }

    /** Runs a task on the event loop with an index from 0 to {@link #size} - 1; what it throws is told. */
    public void execute(int index, Runnable task) {
        loops.get(index).execute(() -> attempt(task));
    }

    /** Runs a task now, on the calling thread; what it throws is told, and not seen by Netty, which would log it. */
    public void attempt(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /** Tells of a failure of this program on one of these loops: of an exception that nothing on the network explains. */
    public void failed(Throwable failure) {
        onFailure.accept(failure);
    }

    public Class<? extends ServerChannel> serverChannel() {
        return kind.serverChannel();
    }

    public Class<? extends SocketChannel> channel() {
        return kind.channel();
    }

    /** A bootstrap for listeners, with group and channel set. */
    public ServerBootstrap serverBootstrap() {
        return new ServerBootstrap().group(group).channel(serverChannel());
    }

    /** The timers of the event loop with an index from 0 to {@link #size} - 1. */
    public Timers timers(int index) {
        return timers.get(index);
    }

    /**
     * Closes the channels and ends the threads; waits for them, a few seconds at most. Not to be called on one of these
     * loops. Alarms that wait never run.
     */
    @Override
    public void close() {
        for (EventLoop loop : loops) {
            if (loop.inEventLoop()) {
                throw new IllegalStateException("event loops closed on one of their own threads");
            }
        }
        group.shutdownGracefully(0, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static ThreadFactory threads(String name, Consumer<Throwable> onFailure) {
        AtomicInteger next = new AtomicInteger();
        return task -> {
            Thread thread = new FastThreadLocalThread(task, name + "-" + next.getAndIncrement());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((failed, failure) -> onFailure.accept(failure));
            return thread;
        };
    }
}
