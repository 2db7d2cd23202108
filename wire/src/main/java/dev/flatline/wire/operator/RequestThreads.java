package dev.flatline.wire.operator;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A few daemon threads that come when there is something to do and go when there is not. The JDK's HTTP server reads a
 * request, and writes the answer, with calls that block for as long as the client likes. Interrupting such a call closes the
 * connection; that is what happens to a request that takes too long.
 */
public final class RequestThreads implements Executor, AutoCloseable {

    private static final int MAX_WAITING = 64;
    private static final long IDLE_SECONDS = 10;

    private final long limitNanos;
    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor limits;
    private final LongAdder refused = new LongAdder();
    private final LongAdder overdue = new LongAdder();

    /**
     * Threads that come when they are needed.
     *
     * @param threads how many requests are answered at a time; 64 more may wait
     * @param limit how long one may take
     */
    public RequestThreads(int threads, Duration limit) {
        limitNanos = limit.toNanos();
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                daemons("flatline-operator"));
        pool.allowCoreThreadTimeOut(true);
        limits = new ScheduledThreadPoolExecutor(1, daemons("flatline-operator-limit"));
        limits.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        limits.allowCoreThreadTimeOut(true);
        limits.setRemoveOnCancelPolicy(true);
    }

    /** Runs a request; throws, upon which the server closes its connection, if too many wait already. */
    @Override
    public void execute(Runnable request) {
        try {
            pool.execute(() -> runInTime(request));
        } catch (RejectedExecutionException full) {
            refused.increment();
            throw full;
        }
    }

    private void runInTime(Runnable request) {
        FutureTask<?> task = new FutureTask<>(request, true);
        Future<?> limit = limits.schedule(() -> task.cancel(true), limitNanos, TimeUnit.NANOSECONDS);
        task.run();
        limit.cancel(false);
        if (task.isCancelled()) {
            overdue.increment();
        }
    }

    /** Requests that found no thread and no room to wait. */
    public long refused() {
        return refused.sum();
    }

    /** Requests that took too long. */
    public long overdue() {
        return overdue.sum();
    }

    /** Interrupts what runs and forgets what waits; does not wait for it. */
    @Override
    public void close() {
        pool.shutdownNow();
        limits.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger next = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
