package dev.flatline.benchmarks.server;

import dev.flatline.core.time.Timers;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections that are not there, arriving evenly over one heartbeat interval. Confined to its timers. */
final class PretendedArrivals {

    static final int COUNT = 15_000;

    private static final int STEPS = 200;

    private final Timers timers;
    private final long stepNanos;
    private final Runnable arrival;
    private final AtomicInteger arrived = new AtomicInteger();

    PretendedArrivals(Timers timers, long intervalNanos, Runnable arrival) {
        this.timers = timers;
        this.stepNanos = intervalNanos / STEPS;
        this.arrival = arrival;
    }

    void start() {
        for (int i = 0; i < COUNT / STEPS; i++) {
            arrival.run();
        }
        if (arrived.addAndGet(COUNT / STEPS) < COUNT) {
            timers.after(stepNanos, this::start);
        }
    }

    int arrived() {
        return arrived.get();
    }
}
