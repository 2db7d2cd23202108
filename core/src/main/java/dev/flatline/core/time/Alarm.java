package dev.flatline.core.time;

/** A task that waits in {@link Timers}. Confined to the thread of those timers. */
public interface Alarm {

    /** Takes the task back. Nothing happens if it has run or was taken back already. */
    void cancel();
}
