package dev.flatline.wire;

import dev.flatline.core.time.Timers;
import java.time.Duration;

/**
 * Measures how late event loops are, as jHiccup does: a tick every 10 ms on every loop, and how late it came. A loop that
 * was held up reports every tick it missed, so a long stall weighs as much as it lasted.
 */
public final class LagMeter implements AutoCloseable {

    /** The time between two ticks unless another is asked for. */
    public static final Duration TICK = Duration.ofMillis(10);

    private final Loops loops;
    private final long tickNanos;
    private final LagListener listener;
    private volatile boolean closed;

    /** Creates a meter that does not tick yet, and then every {@link #TICK}. */
    public LagMeter(Loops loops, LagListener listener) {
        this(loops, TICK, listener);
    }

    /**
     * Creates a meter that does not tick yet.
     *
     * @param tick from 1 ms, which is how exact the loops' timers are; a stall that is much shorter is seen by chance only
     */
    public LagMeter(Loops loops, Duration tick, LagListener listener) {
        if (tick.toMillis() < 1) {
            throw new IllegalArgumentException("tick: " + tick + ", accepted is 1 ms or more");
        }
        this.loops = loops;
        this.tickNanos = tick.toNanos();
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
        arm(timers, timers.nanoTime() + tickNanos);
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
            due += tickNanos;
        }
        if (!closed) {
            arm(timers, due);
        }
    }
}
