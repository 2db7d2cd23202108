package dev.flatline.chaos;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sockets whose clients have given them up while a fault keeps that from the server: how many there may be at a time, over
 * all event loops. Thread-safe.
 */
final class Ghosts {

    private final int max;
    private final AtomicInteger now = new AtomicInteger();
    private final LongAdder overflows = new LongAdder();
    private volatile boolean closing;

    Ghosts(int max) {
        this.max = max;
    }

    /** One more; returns whether it may stay. One that may not, in a run that goes on, is counted. */
    boolean joined() {
        boolean fits = now.incrementAndGet() <= max;
        if (!fits && !closing) {
            overflows.increment();
        }
        return fits && !closing;
    }

    /** One less. */
    void left() {
        now.decrementAndGet();
    }

    /** From now on none stays. */
    void closing() {
        closing = true;
    }

    int now() {
        return now.get();
    }

    /** How many could not stay. */
    long overflows() {
        return overflows.sum();
    }
}
