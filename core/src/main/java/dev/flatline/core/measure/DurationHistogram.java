package dev.flatline.core.measure;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Durations in an HdrHistogram (3 significant digits, 1 µs to 1 h) that grows with its largest value. Only what has an end is
 * recorded; what can be known to have none ({@link #unfinished}) counts as infinite. Not thread-safe.
 */
final class DurationHistogram {

    static final long LOWEST_NANOS = 1_000;
    static final long HIGHEST_NANOS = 3_600_000_000_000L;
    static final int DIGITS = 3;

    private static final Metric.Distribution NO_DATA =
            new Metric.Distribution(0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999, 1};

    private final Histogram values;
    private long unfinished;

    DurationHistogram() {
        values = new Histogram(LOWEST_NANOS, 2 * LOWEST_NANOS, DIGITS);
        values.setAutoResize(true);
    }

    /** Records a duration; one that a clock made negative counts as the shortest, one past an hour as an hour. */
    void record(long fromNanos, long toNanos) {
        values.recordValue(clipped(fromNanos, toNanos));
    }

    static long clipped(long fromNanos, long toNanos) {
        return Math.max(0, Math.min(HIGHEST_NANOS, toNanos - fromNanos));
    }

    /** Says how many durations have not ended: they count as infinite. */
    void unfinished(long count) {
        unfinished = count;
    }

    long count() {
        return values.getTotalCount();
    }

    /** In one pass: a lock may be held meanwhile. */
    Metric.Distribution summary() {
        long count = values.getTotalCount();
        if (count + unfinished == 0) {
            return NO_DATA;
        }
        double[] found = new double[SHARES.length];
        long[] ranks = new long[SHARES.length];
        for (int i = 0; i < SHARES.length; i++) {
            ranks[i] = (long) Math.ceil(SHARES[i] * (count + unfinished));
            found[i] = Double.POSITIVE_INFINITY;
        }
        int next = 0;
        for (HistogramIterationValue step : values.recordedValues()) {
            while (next < SHARES.length && ranks[next] <= step.getTotalCountToThisValue()) {
                found[next++] = millis(step.getValueIteratedTo());
            }
        }
        double mean = unfinished > 0 ? Double.POSITIVE_INFINITY : values.getMean() / 1e6;
        return new Metric.Distribution(count, unfinished, mean, found[0], found[1], found[2], found[3], found[4]);
    }

    /** Of the largest bucket, the largest value; of the lowest, which is less than can be told apart, none. */
    private double millis(long nanos) {
        return nanos < LOWEST_NANOS ? 0 : Math.min(nanos, values.getMaxValue()) / 1e6;
    }

    /** The value that a share of all durations does not exceed, in milliseconds; infinite where that share never ended. */
    double percentileMillis(double share) {
        long count = values.getTotalCount();
        long rank = (long) Math.ceil(share * (count + unfinished));
        if (rank == 0) {
            return Double.NaN;
        }
        if (rank > count) {
            return Double.POSITIVE_INFINITY;
        }
        double percentile = 100.0 * rank / count;
        return rank == count ? values.getMaxValue() / 1e6 : millis(values.getValueAtPercentile(percentile));
    }

    /**
     * How many durations were over by when: both numbers rise, and the last point is the longest and all of them.
     *
     * @param most how many points there may be
     */
    List<Returned> curve(int most) {
        long all = values.getTotalCount();
        List<Returned> curve = new ArrayList<>();
        long told = 0;
        for (HistogramIterationValue step : values.recordedValues()) {
            long count = step.getTotalCountToThisValue();
            // A step of the largest that is told, and the first and the last in any case.
            if (curve.isEmpty() || count == all || (count - told) * (most - 1) >= all) {
                curve.add(new Returned(millis(step.getValueIteratedTo()), count));
                told = count;
            }
        }
        return curve;
    }
}
