package dev.flatline.core.heartbeat;

import java.util.Arrays;

/**
 * Finds silent connections at the head of a list that is ordered by the last sign of life. Every connection has the same
 * timeouts, so a touch moves its slot to the tail and the list stays sorted; a sweep looks at what it reports and at one
 * connection more. An instant before the tail's is put into its place, which costs a walk from the tail.
 */
public final class DeadlineListDetector implements ExpiryDetector {

    private static final int HEARD = 0;
    private static final int PINGED = 1;
    private static final int EXPIRED = 2;
    /** What the sweep in progress has still to report as expired. */
    private static final int PENDING = 3;

    private final long originNanos;
    private final Phases phases;
    private final SlotLists lists;
    private long[] lastSeen;

    /**
     * Creates an empty detector.
     *
     * @param originNanos any earlier or equal instant of the clock that the other methods are called with
     */
    public DeadlineListDetector(Phases phases, long originNanos, int initialCapacity) {
        this.originNanos = originNanos;
        this.phases = phases;
        this.lists = new SlotLists(PENDING + 1, initialCapacity);
        this.lastSeen = new long[Math.max(1, initialCapacity)];
    }

    @Override
    public int add(long nowNanos) {
        int slot = lists.take(HEARD);
        if (slot == lastSeen.length) {
            lastSeen = Arrays.copyOf(lastSeen, slot * 2);
        }
        lastSeen[slot] = nowNanos - originNanos;
        sortIn(slot);
        return slot;
    }

    @Override
    public void touch(int slot, long nowNanos) {
        lastSeen[slot] = nowNanos - originNanos;
        lists.moveToEnd(HEARD, slot);
        sortIn(slot);
    }

    @Override
    public void remove(int slot) {
        lists.free(slot);
    }

    @Override
    public void sweep(long nowNanos, Silence silence) {
        long now = nowNanos - originNanos;
        lists.moveAll(EXPIRED, PENDING);
        moveExpired(PINGED, now);
        moveExpired(HEARD, now);
        for (int slot = lists.first(HEARD);
                slot != SlotLists.NONE && now - lastSeen[slot] >= phases.quietAfterNanos();
                slot = lists.first(HEARD)) {
            lists.moveToEnd(PINGED, slot);
            silence.quiet(slot);
        }
        for (int slot = lists.first(PENDING); slot != SlotLists.NONE; slot = lists.first(PENDING)) {
            lists.moveToEnd(EXPIRED, slot);
            silence.expired(slot);
        }
    }

    @Override
    public int size() {
        return lists.size();
    }

    /** Moves the tail ahead of those that were seen later. */
    private void sortIn(int slot) {
        long seen = lastSeen[slot];
        int before = lists.before(HEARD, slot);
        if (before == SlotLists.NONE || lastSeen[before] <= seen) {
            return;
        }
        while (before != SlotLists.NONE && lastSeen[before] > seen) {
            before = lists.before(HEARD, before);
        }
        lists.moveBehind(HEARD, before, slot);
    }

    private void moveExpired(int list, long now) {
        for (int slot = lists.first(list);
                slot != SlotLists.NONE && now - lastSeen[slot] >= phases.expireAfterNanos();
                slot = lists.first(list)) {
            lists.moveToEnd(PENDING, slot);
        }
    }
}
