package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One time limit that runs for some of a server's connections: a detector that holds only those, and which of its slots
 * stands for which connection.
 */
final class Deadlines implements ExpiryDetector.Silence {

    private static final int NONE = -1;

    private final ExpiryDetector detector;
    private final IntConsumer due;
    private int[] insideOf = {NONE};
    private int[] connectionAt = {NONE};

    /**
     * None runs yet.
     *
     * @param afterNanos the limit; a time may have begun that long before now
     * @param due told of each connection whose limit is over, at every sweep until it is stopped or started anew
     */
    Deadlines(long afterNanos, HeartbeatRule rule, DetectorKind kind, Timers timers, IntConsumer due) {
        Phases phases = Phases.dueAfter(afterNanos, rule.scan().lookNanos());
        this.detector = kind.create(phases, timers, timers.nanoTime() - afterNanos, 1);
        this.due = due;
    }

    /** The time of a connection runs from this instant, whether it was running or not. */
    void start(int slot, long nowNanos) {
        if (isRunning(slot)) {
            detector.touch(insideOf[slot], nowNanos);
            return;
        }
        int inside = detector.add(nowNanos);
        insideOf = roomFor(slot, insideOf);
        connectionAt = roomFor(inside, connectionAt);
        insideOf[slot] = inside;
        connectionAt[inside] = slot;
    }

    /** The time of a connection stops, if it was running. */
    void stop(int slot) {
        if (isRunning(slot)) {
            detector.remove(insideOf[slot]);
            insideOf[slot] = NONE;
        }
    }

    boolean isRunning(int slot) {
        return slot < insideOf.length && insideOf[slot] != NONE;
    }

    void sweep(long scanNanos) {
        detector.sweep(scanNanos, this);
    }

    @Override
    public void quiet(int inside) {
        throw new IllegalStateException("a time limit has one phase");
    }

    @Override
    public void expired(int inside) {
        due.accept(connectionAt[inside]);
    }

    private static int[] roomFor(int slot, int[] slots) {
        if (slot < slots.length) {
            return slots;
        }
        int[] grown = Arrays.copyOf(slots, Math.max(slot + 1, slots.length * 2));
        Arrays.fill(grown, slots.length, grown.length, NONE);
        return grown;
    }
}
