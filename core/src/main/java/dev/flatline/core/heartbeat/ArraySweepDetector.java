package dev.flatline.core.heartbeat;

import java.util.Arrays;

/**
 * Finds silent connections in one {@code long[]} of last signs of life. A touch is one store, and nothing allocates.
 *
 * <p>A sweep that reads a block of slots remembers the oldest sign of life in it. Signs of life only become newer, so until
 * that one is old enough no slot of the block is due, and the sweeps between need not read the block: where each connection
 * is heard twice within a timeout, most sweeps read one long for each block.
 *
 * <p>Free slots hold {@link #FREE}; they are kept in a stack, so the array stays as dense as the largest number of
 * connections ever held.
 */
public final class ArraySweepDetector implements ExpiryDetector {

    private static final long FREE = Long.MIN_VALUE;
    /** No slot of the block is in use. */
    private static final long NOBODY = Long.MAX_VALUE;

    /** Small, because a block in which one slot is due is read whole: with spread phases there is always one somewhere. */
    private static final int BLOCK_SHIFT = 4;

    private static final int BLOCK_SLOTS = 1 << BLOCK_SHIFT;

    private final long originNanos;
    private final long pingAfterNanos;
    private final long expireAfterNanos;
    private long[] lastSeen;
    /** Empty for a rule without a quiet phase. */
    private long[] pingedFor;

    /** For each block, an instant that no sign of life in it is older than. */
    private long[] oldest;

    private int[] free;
    private int freeCount;
    private int high;

    /**
     * Creates an empty detector.
     *
     * @param originNanos any earlier or equal instant of the clock that the other methods are called with
     */
    public ArraySweepDetector(Phases phases, long originNanos, int initialCapacity) {
        this.originNanos = originNanos;
        this.pingAfterNanos = phases.quietAfterNanos();
        this.expireAfterNanos = phases.expireAfterNanos();
        this.lastSeen = new long[Math.max(1, initialCapacity)];
        this.pingedFor = new long[pingAfterNanos == HeartbeatRule.NEVER ? 0 : lastSeen.length];
        this.oldest = new long[blocks(lastSeen.length)];
        Arrays.fill(oldest, NOBODY);
        this.free = new int[lastSeen.length];
    }

    @Override
    public int add(long nowNanos) {
        int slot = freeCount > 0 ? free[--freeCount] : grown(high++);
        long now = nowNanos - originNanos;
        lastSeen[slot] = now;
        if (pingedFor.length > 0) {
            pingedFor[slot] = FREE;
        }
        int block = slot >> BLOCK_SHIFT;
        oldest[block] = Math.min(oldest[block], now);
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
        for (int block = 0, used = blocks(high); block < used; block++) {
            if (oldest[block] <= quietSince) {
                sweep(block, quietSince, now, silence);
            }
        }
    }

    /** What a report adds to the block, it adds to what is remembered too; what it touches or removes only becomes newer. */
    private void sweep(int block, long quietSince, long now, Silence silence) {
        long oldestRead = NOBODY;
        oldest[block] = NOBODY;
        int start = block << BLOCK_SHIFT;
        int end = Math.min(start + BLOCK_SLOTS, high);
        for (int slot = start; slot < end; slot++) {
            long seen = lastSeen[slot];
            if (seen == FREE) {
                continue;
            }
            oldestRead = Math.min(oldestRead, seen);
            if (seen <= quietSince) {
                report(slot, seen, now, silence);
            }
        }
        oldest[block] = Math.min(oldest[block], oldestRead);
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
            pingedFor = Arrays.copyOf(pingedFor, pingedFor.length * 2);
            int blocks = oldest.length;
            oldest = Arrays.copyOf(oldest, blocks(slot * 2));
            Arrays.fill(oldest, blocks, oldest.length, NOBODY);
        }
        return slot;
    }

    private static int blocks(int slots) {
        return (slots + BLOCK_SLOTS - 1) >> BLOCK_SHIFT;
    }
}
