package dev.flatline.core.heartbeat;

import java.util.Arrays;

/**
 * Scans that each connection has for itself, from its open: an expiry that is found between two of them waits for the next
 * one, and is off if the peer gives a sign of life until then.
 */
final class OwnTicks implements ExpiryDetector.Silence {

    private final long tickNanos;
    private final ExpiryDetector.Silence silence;
    private long[] openedNanos = new long[1];
    private long previousNanos;
    private long sweepNanos;

    OwnTicks(long tickNanos, long nowNanos, ExpiryDetector.Silence silence) {
        this.tickNanos = tickNanos;
        this.sweepNanos = nowNanos;
        this.silence = silence;
    }

    void opened(int slot, long nowNanos) {
        if (slot >= openedNanos.length) {
            openedNanos = Arrays.copyOf(openedNanos, Math.max(slot + 1, openedNanos.length * 2));
        }
        openedNanos[slot] = nowNanos;
    }

    /** A sweep begins; it stands for the ticks since the one before. */
    void sweptAt(long nowNanos) {
        previousNanos = sweepNanos;
        sweepNanos = nowNanos;
    }

    @Override
    public void quiet(int slot) {
        throw new IllegalStateException("a rule with ticks of each connection has no ping that waits for silence");
    }

    @Override
    public void expired(int slot) {
        long ticks = Math.floorDiv(sweepNanos - openedNanos[slot], tickNanos);
        if (ticks > Math.floorDiv(previousNanos - openedNanos[slot], tickNanos)) {
            silence.expired(slot);
        }
    }
}
