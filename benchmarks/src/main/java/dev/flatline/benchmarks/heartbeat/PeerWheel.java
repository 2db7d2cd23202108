package dev.flatline.benchmarks.heartbeat;

import dev.flatline.core.heartbeat.ExpiryDetector;

/**
 * Connections on the timer structure of another library, used the way that favours it: a touch stores the time, and a timer
 * that finds its connection heard since is set again for the rest. Instants are nanoseconds from zero.
 */
abstract class PeerWheel implements ExpiryDetector {

    final long timeoutNanos;
    private final long[] lastSeen;
    private final int[] free;
    private int freeCount;
    private int high;
    private final int[] due;
    private int dueCount;

    PeerWheel(long timeoutNanos, int capacity) {
        this.timeoutNanos = timeoutNanos;
        this.lastSeen = new long[capacity];
        this.free = new int[capacity];
        this.due = new int[capacity];
    }

    /** Sets the timer of a slot; there is none running for it. */
    abstract void arm(int slot, long deadlineNanos, long nowNanos);

    /** Takes back the running timer of a slot. */
    abstract void disarm(int slot);

    /** Calls {@link #fired} for every timer that is due. */
    abstract void poll(long nowNanos);

    @Override
    public final int add(long nowNanos) {
        int slot = freeCount > 0 ? free[--freeCount] : high++;
        lastSeen[slot] = nowNanos;
        arm(slot, nowNanos + timeoutNanos, nowNanos);
        return slot;
    }

    @Override
    public final void touch(int slot, long nowNanos) {
        lastSeen[slot] = nowNanos;
    }

    @Override
    public final void remove(int slot) {
        int place = 0;
        while (place < dueCount && due[place] != slot) {
            place++;
        }
        if (place < dueCount) {
            due[place] = due[--dueCount];
        } else {
            disarm(slot);
        }
        free[freeCount++] = slot;
    }

    /** A timer ran; its slot is due until a sweep finds that it has been heard. */
    final void fired(int slot) {
        due[dueCount++] = slot;
    }

    /** Timers are set after the poll, so that a poll comes to an end. The reports may not change anything. */
    @Override
    public final void sweep(long nowNanos, Silence silence) {
        poll(nowNanos);
        int stillDue = 0;
        for (int i = 0; i < dueCount; i++) {
            int slot = due[i];
            long deadline = lastSeen[slot] + timeoutNanos;
            if (deadline > nowNanos) {
                arm(slot, deadline, nowNanos);
            } else {
                due[stillDue++] = slot;
                silence.expired(slot);
            }
        }
        dueCount = stillDue;
    }

    @Override
    public final int size() {
        return high - freeCount;
    }
}
