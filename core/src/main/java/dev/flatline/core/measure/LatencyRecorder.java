package dev.flatline.core.measure;

import org.HdrHistogram.Histogram;

/**
 * Durations from the intended start to the end, in an HdrHistogram (3 significant digits, 1 µs to 1 h): a generator that
 * is late shows as latency. Only what has an end is recorded; what can be known to have none ({@link #unfinished}) counts
 * as infinite, which {@code outage} and {@code recover.*} make use of. Beside it, the interval since the last {@link #takeInterval}.
 *
 * <p>The real engine meets an intended time with a timer that ticks every millisecond: durations from it include up to one
 * tick, which the {@code .raw} durations beside them, from the actual start, do not.
 *
 * <p>Not thread-safe: {@link RunRecorder} guards it.
 */
final class LatencyRecorder {

    private static final long LOWEST_NANOS = 1_000;
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final String name;
    private final Histogram total = new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    private Histogram interval = new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    private Histogram spare = new Histogram(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    private long unfinished;

    LatencyRecorder(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Records a duration; one that a clock made negative counts as the shortest, one past an hour as an hour. */
    void record(long intendedNanos, long completedNanos) {
        long nanos = Math.max(0, Math.min(HIGHEST_NANOS, completedNanos - intendedNanos));
        total.recordValue(nanos);
        interval.recordValue(nanos);
    }

    /** Says how many durations have not ended: they count as infinite. */
    void unfinished(long count) {
        unfinished = count;
    }

    /**
     * Ends the interval and starts the next. The histogram that is returned is no longer recorded into, and may be read
     * without the lock until the next call.
     */
    Histogram takeInterval() {
        Histogram ended = interval;
        ended.setTag(name); // reset() forgets it
        spare.reset();
        interval = spare;
        spare = ended;
        return ended;
    }

    Metric.Distribution summary() {
        long count = total.getTotalCount();
        if (count + unfinished == 0) {
            return new Metric.Distribution(
                    0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Metric.Distribution(
                count,
                unfinished,
                unfinished > 0 ? Double.POSITIVE_INFINITY : total.getMean() / 1e6,
                percentileMillis(0.5),
                percentileMillis(0.9),
                percentileMillis(0.99),
                percentileMillis(0.999),
                percentileMillis(1));
    }

    /** The value that a share of all durations does not exceed, in milliseconds; infinite where that share never ended. */
    double percentileMillis(double share) {
        long count = total.getTotalCount();
        long rank = (long) Math.ceil(share * (count + unfinished));
        if (rank == 0) {
            return Double.NaN;
        }
        if (rank > count) {
            return Double.POSITIVE_INFINITY;
        }
        double percentile = 100.0 * rank / count;
        return rank == count ? total.getMaxValue() / 1e6 : total.getValueAtPercentile(percentile) / 1e6;
    }
}
