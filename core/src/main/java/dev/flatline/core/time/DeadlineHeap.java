package dev.flatline.core.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What waits, first by deadline, then by the order of adding: a heap with four children a node. The keys lie in arrays of
 * their own, so that a step down reads four deadlines from one or two cache lines and does not touch what waits. With
 * half a million alarms those reads are what the simulator spends its time on.
 *
 * @param <T> what waits
 */
final class DeadlineHeap<T> {

    private static final int ARITY = 4;
    private static final int FIRST_CAPACITY = 64;

    private long[] deadlines = new long[FIRST_CAPACITY];
    private long[] numbers = new long[FIRST_CAPACITY];
    private @Nullable Object[] waiting = new @Nullable Object[FIRST_CAPACITY];
    private int size;

    /** Adds something; {@code number} grows from call to call. */
    void add(long deadlineNanos, long number, T item) {
        if (size == deadlines.length) {
            deadlines = Arrays.copyOf(deadlines, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
            waiting = Arrays.copyOf(waiting, size * 2);
        }
        int hole = size++;
        for (int parent = (hole - 1) / ARITY; hole > 0 && deadlines[parent] > deadlineNanos; ) {
            move(parent, hole);
            hole = parent;
            parent = (hole - 1) / ARITY;
        }
        put(hole, deadlineNanos, number, item);
    }

    /** The deadline of the first one; the largest value if nothing waits. */
    long firstDeadlineNanos() {
        return size == 0 ? Long.MAX_VALUE : deadlines[0];
    }

    /** Whether the first one here goes before the first one there; false if nothing waits here. */
    boolean goesBefore(DeadlineHeap<T> other) {
        return size > 0 && (other.size == 0 || goesBefore(0, other.deadlines[0], other.numbers[0]));
    }

    /** Takes out the first one; null if nothing waits. */
    @SuppressWarnings("unchecked")
    @Nullable T poll() {
        if (size == 0) {
            return null;
        }
        Object first = waiting[0];
        int last = --size;
        Object item = waiting[last];
        waiting[last] = null;
        if (last > 0) {
            sink(deadlines[last], numbers[last], item);
        }
        return (T) first;
    }

    /** From the hole at the top: the earliest child moves up as long as it goes before what is to be put there. */
    private void sink(long deadlineNanos, long number, @Nullable Object item) {
        int hole = 0;
        for (int child = 1; child < size; child = ARITY * hole + 1) {
            int earliest = earliest(child, Math.min(child + ARITY, size));
            if (!goesBefore(earliest, deadlineNanos, number)) {
                break;
            }
            move(earliest, hole);
            hole = earliest;
        }
        put(hole, deadlineNanos, number, item);
    }

    private int earliest(int from, int to) {
        int earliest = from;
        for (int i = from + 1; i < to; i++) {
            if (goesBefore(i, deadlines[earliest], numbers[earliest])) {
                earliest = i;
            }
        }
        return earliest;
    }

    private boolean goesBefore(int index, long deadlineNanos, long number) {
        return deadlines[index] < deadlineNanos || (deadlines[index] == deadlineNanos && numbers[index] < number);
    }

    private void move(int from, int to) {
        put(to, deadlines[from], numbers[from], waiting[from]);
    }

    private void put(int index, long deadlineNanos, long number, @Nullable Object item) {
        deadlines[index] = deadlineNanos;
        numbers[index] = number;
        waiting[index] = item;
    }
}
