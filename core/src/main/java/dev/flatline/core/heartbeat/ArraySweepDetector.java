package dev.flatline.core.heartbeat;

import java.util.Arrays;

/**
 * Finds silent connections by reading one {@code long[]} of last signs of life from end to end. A touch is one store; an
 * idle sweep runs at memory speed and allocates nothing.
 *
 * <p>Free slots hold {@link #FREE}; they are kept in a stack, so the array stays as dense as the largest number of
 * connections ever held.
 */
public final class ArraySweepDetector implements ExpiryDetector {

    private static final long FREE = Long.MIN_VALUE;

    private final long originNanos;
    private final long pingAfterNanos;
    private final long expireAfterNanos;
    private long[] lastSeen;
    private long[] pingedFor;
    private int[] free;
    private int freeCount;
    private int high;

    /**
     * Creates an empty detector for a rule.
     *
     * @param originNanos any earlier or equal instant of the clock that the other methods are called with
     */
    public ArraySweepDetector(HeartbeatRule rule, long originNanos, int initialCapacity) {
        this.originNanos = originNanos;
        this.pingAfterNanos = rule.pings() ? rule.pingAfterNanos() : HeartbeatRule.NEVER;
        this.expireAfterNanos = rule.expireAfterNanos();
        this.lastSeen = new long[Math.max(1, initialCapacity)];
        this.pingedFor = new long[lastSeen.length];
        this.free = new int[lastSeen.length];
    }

    @Override
    public int add(long nowNanos) {
        int slot = freeCount > 0 ? free[--freeCount] : grown(high++);
        lastSeen[slot] = nowNanos - originNanos;
        pingedFor[slot] = FREE;
        return slot;
    }

    @Override
    public void touch(int slot, long nowNanos) {
        lastSeen[slot] = nowNanos - originNanos;
    }

    @Override
    public void remove(int slot) {
        if (slot >= high || lastSeen[slot] == FREE) {
            throw new IllegalStateException("slot " + slot + " is not in use");
        }
        lastSeen[slot] = FREE;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = slot;
    }

    @Override
    public void sweep(long nowNanos, Silence silence) {
        long now = nowNanos - originNanos;
        long firstPhase = Math.min(pingAfterNanos, expireAfterNanos);
        if (firstPhase > now) {
            return;
        }
        long quietSince = now - firstPhase;
        for (int slot = 0; slot < high; slot++) {
            long seen = lastSeen[slot];
            if (seen <= quietSince && seen != FREE) {
                report(slot, seen, now, silence);
            }
        }
    }

    @Override
    public int size() {
        return high - freeCount;
    }

    /** A silence is known by the instant it began, so a touch need not clear that it was pinged. */
    private void report(int slot, long seen, long now, Silence silence) {
        if (now - seen >= expireAfterNanos) {
            silence.expired(slot);
        } else if (pingedFor[slot] != seen) {
            pingedFor[slot] = seen;
            silence.quiet(slot);
        }
    }

    private int grown(int slot) {
        if (slot == lastSeen.length) {
            lastSeen = Arrays.copyOf(lastSeen, slot * 2);
            pingedFor = Arrays.copyOf(pingedFor, slot * 2);
        }
        return slot;
    }
}
