package dev.flatline.core.heartbeat;

import java.util.Arrays;

/**
 * Finds silent connections with a hashed timing wheel (Varghese and Lauck, 1987) whose entries are re-armed lazily: a touch
 * is one store, and an entry moves only when its tick comes and finds that the connection has been heard since. A sweep
 * costs what is due, whatever number of connections is held.
 *
 * <p>A tick is an eighth of the scan or somewhat less, and the tick in progress is looked at too, so that a sweep
 * finds exactly what is due at its instant. A deadline beyond the last tick waits in that tick and is armed again there.
 */
public final class LazyWheelDetector implements ExpiryDetector {

    private static final int MAX_TICKS = 4096;
    private static final int TICKS_PER_SCAN = 8;
    private static final long MIN_SCAN_NANOS = 1_000_000;
    private static final long NOT_PINGED = -1;

    private final long originNanos;
    private final Phases phases;
    private final int tickShift;
    private final int mask;
    /** The list of what the sweep in progress has still to look at. */
    private final int pending;

    private final SlotLists lists;
    private long sweptTick;
    private long[] lastSeen;
    private long[] pingedFor;

    /**
     * Creates an empty detector.
     *
     * @param originNanos any earlier or equal instant of the clock that the other methods are called with
     */
    public LazyWheelDetector(Phases phases, long originNanos, int initialCapacity) {
        this.originNanos = originNanos;
        this.phases = phases;
        long tickNanos = Long.highestOneBit(Math.max(MIN_SCAN_NANOS, phases.scanNanos()) / TICKS_PER_SCAN);
        this.tickShift = Long.numberOfTrailingZeros(tickNanos);
        int ticks = ticksFor(phases.firstNanos() >> tickShift);
        this.mask = ticks - 1;
        this.pending = ticks;
        this.lists = new SlotLists(ticks + 1, initialCapacity);
        this.lastSeen = new long[Math.max(1, initialCapacity)];
        this.pingedFor = new long[lastSeen.length];
    }

    @Override
    public int add(long nowNanos) {
        long now = nowNanos - originNanos;
        int slot = lists.take(listFor(phases.firstDeadline(now)));
        if (slot == lastSeen.length) {
            lastSeen = Arrays.copyOf(lastSeen, slot * 2);
            pingedFor = Arrays.copyOf(pingedFor, slot * 2);
        }
        lastSeen[slot] = now;
        pingedFor[slot] = NOT_PINGED;
        return slot;
    }

    @Override
    public void touch(int slot, long nowNanos) {
        lastSeen[slot] = nowNanos - originNanos;
    }

    @Override
    public void remove(int slot) {
        lists.free(slot);
    }

    @Override
    public void sweep(long nowNanos, Silence silence) {
        long now = nowNanos - originNanos;
        long from = sweptTick;
        sweptTick = now >> tickShift;
        for (long tick = from, last = Math.min(sweptTick, from + mask); tick <= last; tick++) {
            lists.moveAll((int) tick & mask, pending);
        }
        for (int slot = lists.first(pending); slot != SlotLists.NONE; slot = lists.first(pending)) {
            look(slot, now, silence);
        }
    }

    @Override
    public int size() {
        return lists.size();
    }

    /** Arms the slot before it is reported, so that the report may remove it, or any other. */
    private void look(int slot, long now, Silence silence) {
        long seen = lastSeen[slot];
        long quietFor = now - seen;
        if (quietFor < phases.firstNanos()) {
            lists.moveToEnd(listFor(phases.firstDeadline(seen)), slot);
        } else if (quietFor >= phases.expireAfterNanos()) {
            lists.moveToEnd(listFor(now), slot);
            silence.expired(slot);
        } else {
            lists.moveToEnd(listFor(phases.secondDeadline(seen, now)), slot);
            if (pingedFor[slot] != seen) {
                pingedFor[slot] = seen;
                silence.quiet(slot);
            }
        }
    }

    private int listFor(long deadline) {
        long tick = Math.max(sweptTick, Math.min(deadline >> tickShift, sweptTick + mask));
        return (int) tick & mask;
    }

    /** As many as keep every deadline of the rule within one revolution, if that is not too many. */
    private static int ticksFor(long longest) {
        long needed = longest + 2 * TICKS_PER_SCAN;
        return longest >= MAX_TICKS || needed >= MAX_TICKS ? MAX_TICKS : Integer.highestOneBit((int) needed) * 2;
    }
}
