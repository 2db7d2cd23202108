package dev.flatline.core.measure;

import org.HdrHistogram.Histogram;

/**
 * Durations from the intended start to the end, of the whole run ({@link DurationHistogram}) and beside it of the interval since
 * the last {@link #takeInterval}: a generator that is late shows as latency. Of pings, messages and deaths only what had an end
 * is here; {@code outage} counts what has none as infinite.
 *
 * <p>The real engine meets an intended time with a timer that ticks every millisecond: durations from it include up to one
 * tick, which the {@code .raw} durations beside them, from the actual start, do not.
 *
 * <p>Not thread-safe: {@link RunRecorder} guards it.
 */
final class LatencyRecorder {

    /** How far before its beginning an end may be that another thread told: what is earlier, a clock has made. */
    private static final long TOLD_LATE_NANOS = 10_000_000;

    private final String name;
    private final DurationHistogram total = new DurationHistogram();
    private Histogram interval = interval();
    private Histogram spare = interval();
    private long absurd;

    LatencyRecorder(String name) {
        this.name = name;
    }

    private static Histogram interval() {
        return new Histogram(DurationHistogram.LOWEST_NANOS, DurationHistogram.HIGHEST_NANOS, DurationHistogram.DIGITS);
    }

    String name() {
        return name;
    }

    /** Records a duration; one that a clock made negative counts as the shortest, one past an hour as an hour. */
    void record(long intendedNanos, long completedNanos) {
        long nanos = completedNanos - intendedNanos;
        if (nanos < -TOLD_LATE_NANOS || nanos > DurationHistogram.HIGHEST_NANOS) {
            absurd++;
        }
        total.record(intendedNanos, completedNanos);
        interval.recordValue(DurationHistogram.clipped(intendedNanos, completedNanos));
    }

    /** Says how many durations have not ended: they count as infinite. */
    void unfinished(long count) {
        total.unfinished(count);
    }

    /** How many durations no clock can mean: less than nothing, or longer than what is recorded. */
    long absurd() {
        return absurd;
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

    /** The longest of the running interval, in milliseconds; NaN if there is none. */
    double intervalMaxMillis() {
        return interval.getTotalCount() == 0 ? Double.NaN : interval.getMaxValue() / 1e6;
    }

    /** The sum of the running interval, in milliseconds; 0 if there is none. */
    double intervalSumMillis() {
        long count = interval.getTotalCount();
        return count == 0 ? 0 : interval.getMean() * count / 1e6;
    }

    Metric.Distribution summary() {
        return total.summary();
    }

    /** The value that a share of all durations does not exceed, in milliseconds; infinite where that share never ended. */
    double percentileMillis(double share) {
        return total.percentileMillis(share);
    }
}
