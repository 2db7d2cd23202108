package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;

/**
 * A clock that moves in steps, as {@code time()} in whole seconds does. An alarm runs when this clock has come that far.
 *
 * @param zeroNanos an instant of a step
 * @param stepNanos the length of a step; 1 is the clock behind it
 */
record CoarseTimers(Timers timers, long zeroNanos, long stepNanos) implements Timers {

    @Override
    public long nanoTime() {
        return at(timers.nanoTime());
    }

    /** What this clock shows at an instant of the clock behind it. */
    long at(long nanos) {
        return stepNanos == 1 ? nanos : nanos - Math.floorMod(nanos - zeroNanos, stepNanos);
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        long now = timers.nanoTime();
        return timers.after(delayNanos - (now - at(now)), task);
    }
}
