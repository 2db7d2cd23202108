package dev.flatline.scenarios.shard;

import dev.flatline.core.measure.shard.StreamMerge;
import dev.flatline.core.time.Timers;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The thread that puts the streams of all processes into one order and tells it; it also says how far behind it is. */
final class Merger implements AutoCloseable {

    private static final long LOOK_MILLIS = 50;
    private static final long CLOSE_MILLIS = 2_000;

    private final Inbox inbox;
    private final StreamMerge merge;
    private final Timers clock;
    private final Consumer<Throwable> onFailure;
    private final Thread thread = new Thread(this::run, "flatline-merge");
    private volatile long frontierNanos;
    private volatile long untilNanos;
    private volatile long worstLagNanos;
    private volatile long told;
    private volatile long late;
    private volatile boolean closed;

    /** Creates one that has not begun. */
    Merger(Inbox inbox, StreamMerge merge, Timers clock, long untilNanos, Consumer<Throwable> onFailure) {
        this.inbox = inbox;
        this.merge = merge;
        this.clock = clock;
        this.onFailure = onFailure;
        this.untilNanos = untilNanos;
        thread.setDaemon(true);
    }

    void start(long originNanos) {
        frontierNanos = originNanos;
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                Inbox.Item item = inbox.items.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (item != null) {
                    take(item);
                }
                merge.tellUntil(untilNanos);
                merge.drain();
                frontierNanos = merge.frontierNanos();
                told = merge.told();
                late = merge.late();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable failure) {
            // An Error too: nobody else would miss this thread before the end of the run.
            onFailure.accept(failure);
        }
    }

    private void take(Inbox.Item item) {
        if (item instanceof Inbox.Events events) {
            worstLagNanos = Math.max(worstLagNanos, clock.nanoTime() - events.receivedNanos());
            merge.offer(events.stream(), events.records(), events.watermarkNanos(), events.onTold());
        } else {
            merge.end(item.stream());
        }
    }

    /** What lies behind this instant is not told. */
    void tellUntil(long nanos) {
        untilNanos = nanos;
    }

    /** The instant up to which everything has been told. */
    long frontierNanos() {
        return frontierNanos;
    }

    /** How long a piece of a stream waited for this thread, at worst. */
    long worstLagNanos() {
        return worstLagNanos;
    }

    long told() {
        return told;
    }

    long late() {
        return late;
    }

    /** Tells nothing more. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
