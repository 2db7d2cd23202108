package dev.flatline.core.measure;

/**
 * Counts what was sent and never answered. What left since the beginning of the last full second may still be under way,
 * and counts neither way. Not thread-safe.
 */
final class UnansweredMeter {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long originNanos;
    private long second;
    private long older;
    private long previous;
    private long current;

    UnansweredMeter(long originNanos) {
        this.originNanos = originNanos;
    }

    void sent(long sentNanos) {
        add(sentNanos, 1);
    }

    void answered(long sentNanos) {
        add(sentNanos, -1);
    }

    /** How many are lost, when {@code closedSeconds} full seconds of the run are over. */
    long lost(long closedSeconds) {
        roll(closedSeconds);
        return Math.max(0, older);
    }

    private void add(long sentNanos, int delta) {
        long of = Math.floorDiv(sentNanos - originNanos, SECOND_NANOS);
        roll(of);
        if (of == second) {
            current += delta;
        } else if (of == second - 1) {
            previous += delta;
        } else {
            older += delta;
        }
    }

    /** Makes a later second the current one. */
    private void roll(long to) {
        if (to <= second) {
            return;
        }
        older += previous;
        previous = to == second + 1 ? current : 0;
        older += to == second + 1 ? 0 : current;
        current = 0;
        second = to;
    }
}
