package dev.flatline.core.time;

import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when told to: the scheduler of the simulator and of unit tests.
 *
 * <p>Tasks run in the order of (deadline, order of the call), so that two runs of the same program are the same run. The
 * clock starts at a large odd value, so that code which takes an instant for a duration fails at once. Not thread-safe.
 */
public final class VirtualTime implements Timers {

    /** Where the clock starts, in nanoseconds: about ninety days, and odd. */
    public static final long START_NANOS = 7_777_777_777_777_777L;

    /** Between a frame on a wire and an alarm of a client; which side of it a delay is on changes nothing but the speed. */
    private static final long NEAR_NANOS = 1_000_000;

    /** Most tasks, and few at a time: they do not wade through the many that wait for seconds. */
    private final DeadlineHeap<Entry> near = new DeadlineHeap<>();

    private final DeadlineHeap<Entry> far = new DeadlineHeap<>();
    private long nowNanos = START_NANOS;
    private long added;
    private long executed;

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        long deadline = nowNanos + Math.max(0, delayNanos);
        Entry entry = new Entry(task);
        DeadlineHeap<Entry> queue = delayNanos < NEAR_NANOS ? near : far;
        queue.add(deadline < nowNanos ? Long.MAX_VALUE : deadline, added++, entry);
        return entry;
    }

    /** Runs everything that is due up to {@code untilNanos} (a value of this clock) and leaves the clock there. */
    public void runUntil(long untilNanos) {
        for (Entry due = next(untilNanos); due != null; due = next(untilNanos)) {
            due.run();
        }
        nowNanos = Math.max(nowNanos, untilNanos);
    }

    /** Runs everything that is due within the next {@code nanos} nanoseconds and leaves the clock there. */
    public void advance(long nanos) {
        runUntil(nowNanos + nanos);
    }

    /** Takes out the next task that is due by then, and moves the clock to its deadline. */
    private @Nullable Entry next(long untilNanos) {
        DeadlineHeap<Entry> queue = near.goesBefore(far) ? near : far;
        if (queue.firstDeadlineNanos() > untilNanos) {
            return null;
        }
        nowNanos = queue.firstDeadlineNanos();
        return queue.poll();
    }

    /** Tasks run so far. */
    public long executed() {
        return executed;
    }

    private final class Entry implements Alarm {
        private @Nullable Runnable task;

        Entry(Runnable task) {
            this.task = task;
        }

        void run() {
            Runnable due = task;
            task = null;
            if (due != null) {
                executed++;
                due.run();
            }
        }

        /** The entry stays in the queue until its deadline; only what it holds is let go. */
        @Override
        public void cancel() {
            task = null;
        }
    }
}
