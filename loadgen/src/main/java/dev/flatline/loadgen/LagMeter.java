package dev.flatline.loadgen;

import dev.flatline.core.time.Timers;
import dev.flatline.wire.Loops;

/**
 * Measures the machine that measures, as jHiccup does: a tick every 10 ms on every event loop, and how late it came. A loop
 * that was held up reports every tick it missed, so a long stall weighs as much as it lasted.
 */
public final class LagMeter implements AutoCloseable {

    static final long TICK_NANOS = 10_000_000;

    private final Loops loops;
    private final LagListener listener;
    private volatile boolean closed;

    /** Creates a meter that does not tick yet. */
    public LagMeter(Loops loops, LagListener listener) {
        this.loops = loops;
        this.listener = listener;
    }

    /** Starts the ticks. */
    public void start() {
        for (int index = 0; index < loops.size(); index++) {
            Timers timers = loops.timers(index);
            loops.execute(index, () -> begin(timers));
        }
    }

    /** Starts the ticks of one loop, on its thread. */
    void begin(Timers timers) {
        arm(timers, timers.nanoTime() + TICK_NANOS);
    }

    /** Ends the ticks; at most one more tick of each loop is told. */
    @Override
    public void close() {
        closed = true;
    }

    private void arm(Timers timers, long intendedNanos) {
        timers.after(intendedNanos - timers.nanoTime(), () -> tick(timers, intendedNanos));
    }

    private void tick(Timers timers, long intendedNanos) {
        long now = timers.nanoTime();
        long due = intendedNanos;
        while (!closed && now - due >= 0) {
            listener.ticked(due, now);
            due += TICK_NANOS;
        }
        if (!closed) {
            arm(timers, due);
        }
    }
}
