package dev.flatline.core.heartbeat;

import java.util.Arrays;

/**
 * Slots, each in exactly one of a fixed number of ordered lists while it is in use. The lists are circular and doubly
 * linked through two {@code int[]}: to append, to unlink and to hand over a whole list are a few stores each and allocate
 * nothing, whatever happens to the lists meanwhile.
 */
final class SlotLists {

    /** No slot. */
    static final int NONE = -1;

    private static final int FREE = -2;

    private final int lists;
    private int[] next;
    private int[] previous;
    private int firstFree = NONE;
    private int high;
    private int size;

    SlotLists(int lists, int initialCapacity) {
        this.lists = lists;
        this.next = new int[lists + Math.max(1, initialCapacity)];
        this.previous = new int[next.length];
        for (int list = 0; list < lists; list++) {
            next[list] = list;
            previous[list] = list;
        }
    }

    /** Takes a slot into use, the one that was freed last if there is one. It is the last of its list. */
    int take(int list) {
        int slot = firstFree;
        if (slot == NONE) {
            slot = high++;
            if (lists + slot == next.length) {
                int grown = lists + 2 * slot;
                next = Arrays.copyOf(next, grown);
                previous = Arrays.copyOf(previous, grown);
            }
        } else {
            firstFree = next[lists + slot];
        }
        size++;
        link(lists + slot, list);
        return slot;
    }

    /** Puts a slot out of use. */
    void free(int slot) {
        if (slot < 0 || slot >= high || previous[lists + slot] == FREE) {
            throw new IllegalStateException("slot " + slot + " is not in use");
        }
        int node = lists + slot;
        unlink(node);
        next[node] = firstFree;
        previous[node] = FREE;
        firstFree = slot;
        size--;
    }

    /** Makes a slot that is in use the last of a list. */
    void moveToEnd(int list, int slot) {
        unlink(lists + slot);
        link(lists + slot, list);
    }

    /** Makes a slot that is in use the one after another of a list; after {@link #NONE} it is the first. */
    void moveBehind(int list, int before, int slot) {
        int node = lists + slot;
        int left = before == NONE ? list : lists + before;
        unlink(node);
        int right = next[left];
        next[left] = node;
        previous[node] = left;
        next[node] = right;
        previous[right] = node;
    }

    /** The slot ahead of a slot in its list, or {@link #NONE}. */
    int before(int list, int slot) {
        int node = previous[lists + slot];
        return node == list ? NONE : node - lists;
    }

    /** Appends all of a list, in its order, to another. */
    void moveAll(int from, int to) {
        int first = next[from];
        if (first == from) {
            return;
        }
        int last = previous[from];
        int before = previous[to];
        next[before] = first;
        previous[first] = before;
        next[last] = to;
        previous[to] = last;
        next[from] = from;
        previous[from] = from;
    }

    /** The first slot of a list, or {@link #NONE}. */
    int first(int list) {
        int node = next[list];
        return node == list ? NONE : node - lists;
    }

    /** Slots in use. */
    int size() {
        return size;
    }

    private void link(int node, int list) {
        int last = previous[list];
        next[last] = node;
        previous[node] = last;
        next[node] = list;
        previous[list] = node;
    }

    private void unlink(int node) {
        int before = previous[node];
        int after = next[node];
        next[before] = after;
        previous[after] = before;
    }
}
