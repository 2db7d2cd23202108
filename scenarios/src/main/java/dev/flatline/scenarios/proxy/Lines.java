package dev.flatline.scenarios.proxy;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lines from any thread that wait, bounded, for the one that prints, so that no event loop waits for a terminal; those that
 * find the queue full are counted.
 */
final class Lines {

    private static final int CAPACITY = 10_000;

    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final LongAdder lost = new LongAdder();

    void offer(String line) {
        if (!queue.offer(line)) {
            lost.increment();
        }
    }

    /** The next line, or null if none comes in time. */
    @Nullable String poll(long millis) throws InterruptedException {
        return queue.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** The next line, or null if there is none. */
    @Nullable String poll() {
        return queue.poll();
    }

    /** Lines that found the queue full. */
    long lost() {
        return lost.sum();
    }
}
