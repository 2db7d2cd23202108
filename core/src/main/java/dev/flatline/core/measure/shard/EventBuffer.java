package dev.flatline.core.measure.shard;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Records on their way out of a process: event loops fill one half while the other is written. When both are full, the event
 * loops wait, which shows as their lag; how long they waited is counted.
 *
 * <p>{@link #claim} is called, and what it returns filled, under the buffer's own lock.
 */
public final class EventBuffer {

    /** By how much an event's instant may be older than the moment at which it is told. */
    static final long SLACK_NANOS = 2_000_000;

    private static final long MOST_WAIT_MILLIS = 1_000;

    private final LongSupplier nanoTime;
    private ByteBuffer filling;
    private ByteBuffer resting;
    private long waitedNanos;
    private boolean closed;

    /** What was written since the last one: records, and the instant before which no more of them will lie. */
    public record Batch(ByteBuffer records, long watermarkNanos) {}

    /**
     * Creates one of twice so many bytes.
     *
     * @param nanoTime the clock of whoever reads the records
     */
    public EventBuffer(int bytes, LongSupplier nanoTime) {
        this.filling = ByteBuffer.allocate(bytes);
        this.resting = ByteBuffer.allocate(bytes);
        this.nanoTime = nanoTime;
    }

    /** Room for a record; waits until there is some. After {@link #close} what is written there is lost. */
    synchronized ByteBuffer claim(int bytes) {
        if (filling.remaining() < bytes && !closed) {
            awaitRoom(bytes);
        }
        if (closed) {
            filling.clear();
        } else if (filling.position() <= filling.capacity() / 2
                && filling.position() + bytes > filling.capacity() / 2) {
            notifyAll();
        }
        return filling;
    }

    private void awaitRoom(int bytes) {
        long since = nanoTime.getAsLong();
        boolean interrupted = false;
        while (filling.remaining() < bytes && !closed) {
            try {
                wait(MOST_WAIT_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        waitedNanos += nanoTime.getAsLong() - since;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What was written since the last call, once that is half of the room, or {@code mostMillis} have passed. The records of
     * the last call are overwritten from now on.
     */
    public synchronized Batch take(long mostMillis) throws InterruptedException {
        boolean waits = mostMillis > 0;
        while (waits && filling.position() <= filling.capacity() / 2 && !closed) {
            wait(mostMillis);
            waits = false; // an early wake-up makes an early batch and nothing worse
        }
        ByteBuffer full = filling;
        filling = resting.clear();
        resting = full;
        notifyAll();
        return new Batch(full.flip(), nanoTime.getAsLong() - SLACK_NANOS);
    }

    /** The clock of whoever reads the records. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** How long event loops have waited for room, all together. */
    public synchronized long waitedNanos() {
        return waitedNanos;
    }

    /** Nobody takes anything any more: what is told from now on is lost, and nobody waits. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
