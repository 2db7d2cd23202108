package dev.flatline.wire;

import org.jspecify.annotations.Nullable;

/**
 * Nodes by the tick they are due in, with no clock: one slot a tick for the current revolution, and one list for what
 * is due later, sorted into slots when its revolution begins. Lists are intrusive, so adding and removing are a few
 * stores; nodes of one tick keep the order in which they were added.
 */
final class TimingWheel {

    /** No node is waiting. */
    static final long NEVER = Long.MAX_VALUE;

    /** Slots and length of a revolution in ticks: four seconds of milliseconds, 32 KiB. */
    static final int SLOTS = 1 << 12;

    private static final int MASK = SLOTS - 1;
    private static final int LATER = SLOTS;

    private final @Nullable Node[] heads = new @Nullable Node[SLOTS + 1];
    private final @Nullable Node[] tails = new @Nullable Node[SLOTS + 1];
    private final long[] occupied = new long[SLOTS / Long.SIZE];
    private long current;
    /** No later node is due before this tick. */
    private long earliestLater = NEVER;

    private int size;

    /** What waits. A node is in one wheel at most, and may be added again once it is out. */
    static class Node {
        private final Runnable task;
        private long tick;
        private boolean waiting;
        private @Nullable Node previous;
        private @Nullable Node next;

        Node(Runnable task) {
            this.task = task;
        }

        Runnable task() {
            return task;
        }
    }

    /**
     * Adds a node that is due in a tick, or in the next one if that tick has been reached.
     *
     * @return the tick in which it will be due
     */
    long add(Node node, long tick) {
        node.tick = Math.max(tick, current + 1);
        node.waiting = true;
        append(listOf(node.tick), node);
        size++;
        return node.tick;
    }

    /** Takes a node out; false if it is not waiting. */
    boolean remove(Node node) {
        if (!node.waiting) {
            return false;
        }
        unlink(listOf(node.tick), node);
        node.waiting = false;
        size--;
        return true;
    }

    /** Takes out the first node, by (tick, order of adding), that is due up to a tick; null if none is. */
    @Nullable Node poll(long upToTick) {
        while (size > 0) {
            long tick = nextTick();
            if (tick > upToTick) {
                break;
            }
            moveTo(tick);
            Node first = heads[(int) (tick & MASK)];
            if (first != null) {
                remove(first);
                return first;
            }
        }
        moveTo(Math.max(current, upToTick));
        return null;
    }

    /** A tick before which nothing is due; exact unless the earliest of the later nodes was removed. */
    long nextTick() {
        int from = (int) (current & MASK);
        int word = from / Long.SIZE;
        long bits = occupied[word] & (-1L << from);
        while (bits == 0 && ++word < occupied.length) {
            bits = occupied[word];
        }
        if (bits != 0) {
            return (current & ~(long) MASK) | (word * Long.SIZE + Long.numberOfTrailingZeros(bits));
        }
        return heads[LATER] == null ? NEVER : earliestLater;
    }

    boolean isEmpty() {
        return size == 0;
    }

    private void moveTo(long tick) {
        boolean sameRevolution = isCurrent(tick);
        current = tick;
        if (sameRevolution) {
            return;
        }
        earliestLater = NEVER;
        for (Node node = heads[LATER]; node != null; ) {
            Node following = node.next;
            if (isCurrent(node.tick)) {
                unlink(LATER, node);
                append((int) (node.tick & MASK), node);
            } else {
                earliestLater = Math.min(earliestLater, node.tick);
            }
            node = following;
        }
    }

    private boolean isCurrent(long tick) {
        return (tick ^ current) < SLOTS;
    }

    private int listOf(long tick) {
        return isCurrent(tick) ? (int) (tick & MASK) : LATER;
    }

    private void append(int list, Node node) {
        Node last = tails[list];
        node.previous = last;
        if (last == null) {
            heads[list] = node;
        } else {
            last.next = node;
        }
        tails[list] = node;
        if (list == LATER) {
            earliestLater = Math.min(earliestLater, node.tick);
        } else {
            occupied[list / Long.SIZE] |= 1L << list;
        }
    }

    private void unlink(int list, Node node) {
        Node before = node.previous;
        Node after = node.next;
        if (before == null) {
            heads[list] = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tails[list] = before;
        } else {
            after.previous = before;
        }
        node.previous = null;
        node.next = null;
        if (list != LATER && heads[list] == null) {
            occupied[list / Long.SIZE] &= ~(1L << list);
        }
    }
}
