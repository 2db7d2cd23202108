package dev.flatline.core.fault;

import java.util.ArrayDeque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The bytes (or frames) under way in one direction of one connection: first in, first out, each with the instant its
 * {@link Impairment} gave it, none before the one ahead of it. The proxy and the simulator run this class.
 *
 * <p>Whoever owns the line drains it with {@link #poll} and sets an alarm for {@link #nextNanos}. Not thread-safe.
 *
 * @param <T> what is delivered
 */
public final class DeliveryLine<T> {

    private final RandomGenerator random;
    private final ArrayDeque<Item<T>> items = new ArrayDeque<>(0);
    private Impairment impairment = Impairment.NONE;
    private long lastNanos = Long.MIN_VALUE;
    private long heldBytes;

    /** Creates an empty line that delays nothing; its draws come from {@code random}. */
    public DeliveryLine(RandomGenerator random) {
        this.random = random;
    }

    /** Takes something in; {@code bytes} is what it weighs (0 for the end of the stream). */
    public void offer(T item, int bytes, long nowNanos) {
        items.add(new Item<>(item, bytes, nowNanos, dueNanos(bytes, nowNanos)));
        heldBytes += bytes;
    }

    /** The next item that is due, or null. */
    public @Nullable T poll(long nowNanos) {
        Item<T> head = items.peek();
        if (head == null || head.dueNanos == Impairment.HELD || head.dueNanos - nowNanos > 0) {
            return null;
        }
        items.remove();
        heldBytes -= head.bytes;
        return head.item;
    }

    /** Takes out everything, due or not, oldest first; null when there is nothing left. */
    public @Nullable T drain() {
        Item<T> head = items.poll();
        if (head == null) {
            return null;
        }
        heldBytes -= head.bytes;
        return head.item;
    }

    /** When the head is due; {@link Impairment#HELD} when it is held or when there is none. */
    public long nextNanos() {
        Item<T> head = items.peek();
        return head == null ? Impairment.HELD : head.dueNanos;
    }

    /** When the head was taken in; 0 when there is none. */
    public long arrivedNanos() {
        Item<T> head = items.peek();
        return head == null ? 0 : head.arrivedNanos;
    }

    /**
     * Changes what the line suffers. What was held arrives now; what has an instant already keeps it unless the new
     * impairment holds: then nothing passes, as on a cut wire.
     */
    public void impair(Impairment next, long nowNanos) {
        boolean holds = next == Impairment.HOLD;
        impairment = next;
        lastNanos = Long.MIN_VALUE;
        for (Item<T> item : items) {
            if (holds) {
                item.dueNanos = Impairment.HELD;
            } else if (item.dueNanos == Impairment.HELD) {
                item.dueNanos = dueNanos(item.bytes, nowNanos);
            } else {
                lastNanos = item.dueNanos;
            }
        }
    }

    /** Bytes under way. */
    public long heldBytes() {
        return heldBytes;
    }

    /** Whether nothing is under way. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    private long dueNanos(int bytes, long nowNanos) {
        long due = impairment.deliverAtNanos(nowNanos, bytes, random);
        if (due != Impairment.HELD) {
            due = lastNanos == Long.MIN_VALUE ? due : Math.max(due, lastNanos);
            lastNanos = due;
        }
        return due;
    }

    private static final class Item<T> {
        private final T item;
        private final int bytes;
        private final long arrivedNanos;
        private long dueNanos;

        Item(T item, int bytes, long arrivedNanos, long dueNanos) {
            this.item = item;
            this.bytes = bytes;
            this.arrivedNanos = arrivedNanos;
            this.dueNanos = dueNanos;
        }
    }
}
