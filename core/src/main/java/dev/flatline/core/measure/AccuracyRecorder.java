package dev.flatline.core.measure;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How well delays came out: what was asked for against what was achieved. The errors are in an HdrHistogram (2 significant
 * digits, 1 µs to 1 min); a delay that was shorter than asked for counts as exact. May be used from any thread.
 */
public final class AccuracyRecorder {

    private static final long LOWEST_NANOS = 1_000;
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 2;

    private final Histogram errors = new ConcurrentHistogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    private final LongAdder requestedNanos = new LongAdder();
    private final LongAdder achievedNanos = new LongAdder();

    /** Records one delay. */
    public void record(long requested, long achieved) {
        requestedNanos.add(requested);
        achievedNanos.add(achieved);
        errors.recordValue(Math.max(0, Math.min(HIGHEST_NANOS, achieved - requested)));
    }

    /** How many delays there were. */
    public long count() {
        return errors.getTotalCount();
    }

    /** The sum of the delays that were asked for. */
    public long requestedNanos() {
        return requestedNanos.sum();
    }

    /** The sum of the delays as they came out. */
    public long achievedNanos() {
        return achievedNanos.sum();
    }

    /** By how much longer than asked for a share of the delays were at most; 0 when there were none. */
    public long errorNanos(double share) {
        return errors.getTotalCount() == 0 ? 0 : errors.getValueAtPercentile(share * 100);
    }
}
