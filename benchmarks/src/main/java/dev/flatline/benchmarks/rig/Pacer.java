package dev.flatline.benchmarks.rig;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Starts something a fixed number of times a second, whether or not what was started before has been answered, and collects
 * how long answers take. Confined to the event loop, but for {@link #done}.
 */
final class Pacer implements Runnable {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final EventLoop loop;
    private final double spacingNanos;
    private final IntConsumer task;
    private final double[] millis;
    private final CompletableFuture<double[]> done = new CompletableFuture<>();
    private long startNanos;
    private int started;
    private int answered;

    /**
     * Creates a pacer that has not started.
     *
     * @param task is given the number of the turn, from 0
     */
    Pacer(EventLoop loop, int perSecond, int count, IntConsumer task) {
        this.loop = loop;
        this.spacingNanos = NANOS_PER_SECOND / perSecond;
        this.task = task;
        this.millis = new double[count];
    }

    void start() {
        startNanos = loop.ticker().nanoTime();
        run();
    }

    /** One whose turn was missed, because the loop was busy, starts at once. */
    @Override
    public void run() {
        long untilNext = untilNext();
        while (untilNext <= 0 && started < millis.length && !done.isDone()) {
            task.accept(started++);
            untilNext = untilNext();
        }
        if (started < millis.length && !done.isDone()) {
            var unused = loop.schedule(this, untilNext, TimeUnit.NANOSECONDS);
        }
    }

    void answered(long nanos) {
        if (answered < millis.length) {
            millis[answered++] = nanos / NANOS_PER_MILLI;
            if (answered == millis.length) {
                done.complete(millis);
            }
        }
    }

    /** How long each answer took, in the order of the answers, once all have come. */
    CompletableFuture<double[]> done() {
        return done;
    }

    private long untilNext() {
        return startNanos + (long) (started * spacingNanos) - loop.ticker().nanoTime();
    }
}
