package dev.flatline.wire;

import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import dev.flatline.core.time.VirtualTime;

/** Timers whose clock runs ahead of the alarms by a settable time, as if the loop had been held up that long. */
final class StalledTimers implements Timers {

    private final VirtualTime time;
    long stallNanos;

    StalledTimers(VirtualTime time) {
        this.time = time;
    }

    @Override
    public long nanoTime() {
        return time.nanoTime() + stallNanos;
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        return time.after(delayNanos + stallNanos, task);
    }
}
