package dev.flatline.chaos.control;

import dev.flatline.core.time.Alarm;

/** What {@link dev.flatline.core.time.Timers} is to one thread, for many: a clock and its alarms. Thread-safe. */
public interface Alarms {

    /** Nanoseconds on a monotonic clock; compare by subtraction only. */
    long nanoTime();

    /** Runs a task once, after a delay, on a thread of its own on which it must not block. */
    Alarm after(long delayNanos, Runnable task);
}
