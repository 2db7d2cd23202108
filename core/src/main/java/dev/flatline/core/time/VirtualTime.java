package dev.flatline.core.time;

import java.util.PriorityQueue;
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

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long nowNanos = START_NANOS;
    private long sequence;
    private long executed;

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public Alarm after(long delayNanos, Runnable task) {
        long deadline = nowNanos + Math.max(0, delayNanos);
        Entry entry = new Entry(deadline < nowNanos ? Long.MAX_VALUE : deadline, sequence++, task);
        queue.add(entry);
        return entry;
    }

    /** Runs everything that is due up to {@code untilNanos} (a value of this clock) and leaves the clock there. */
    public void runUntil(long untilNanos) {
        for (Entry head = queue.peek(); head != null && head.deadline <= untilNanos; head = queue.peek()) {
            queue.remove();
            nowNanos = head.deadline;
            head.run();
        }
        nowNanos = Math.max(nowNanos, untilNanos);
    }

    /** Runs everything that is due within the next {@code nanos} nanoseconds and leaves the clock there. */
    public void advance(long nanos) {
        runUntil(nowNanos + nanos);
    }

    /** Tasks run so far. */
    public long executed() {
        return executed;
    }

    private final class Entry implements Alarm, Comparable<Entry> {
        private final long deadline;
        private final long sequence;
        private @Nullable Runnable task;

        Entry(long deadline, long sequence, Runnable task) {
            this.deadline = deadline;
            this.sequence = sequence;
            this.task = task;
        }

        @Override
        public int compareTo(Entry other) {
            return deadline != other.deadline
                    ? Long.compare(deadline, other.deadline)
                    : Long.compare(sequence, other.sequence);
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
