package dev.flatline.chaos;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there may be over all proxies that share it: each may hold two descriptors of the process. Thread-safe;
 * event loops that accept at the same moment may go beyond it by one each.
 */
public final class ConnectionRoom {

    private final int max;
    private final AtomicInteger open = new AtomicInteger();

    /** Room for so many, from 1. */
    public ConnectionRoom(int max) {
        this.max = max;
    }

    boolean isFull() {
        return open.get() >= max;
    }

    void taken() {
        open.incrementAndGet();
    }

    void left() {
        open.decrementAndGet();
    }
}
