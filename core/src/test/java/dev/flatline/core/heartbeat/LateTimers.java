package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;

/** Alarms that ring at the next tick only, as those of a timing wheel do. */
record LateTimers(Timers timers, long tickNanos) implements Timers {

    @Override
    public long nanoTime() {
        return timers.nanoTime();
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        long deadline = timers.nanoTime() + Math.max(0, delayNanos);
        return timers.after(delayNanos + Math.floorMod(-deadline, tickNanos), task);
    }
}
