package dev.flatline.core.measure;

/** The value of a metric at the end of a run. What could not be observed is {@link Absent}, never zero. */
public sealed interface Metric {

    /**
     * A distribution of durations, in milliseconds. With {@code count} 0 the other values are NaN. Values that never ended
     * count as infinite: a percentile that falls among them, and the maximum if there are any, is positive infinity. Only
     * {@code outage} has such values: of pings and messages, the answered ones alone are here, and the others are counted
     * as {@code heartbeat.lost} and {@code message.lost}.
     *
     * @param count durations recorded, without those that never ended
     * @param unfinished durations that had not ended when the run did
     */
    record Distribution(
            long count, long unfinished, double mean, double p50, double p90, double p99, double p999, double max)
            implements Metric {}

    /** A number of things that happened. */
    record Count(long value) implements Metric {}

    /** A duration in milliseconds; positive infinity means never, NaN that there was nothing to measure. */
    record Duration(double millis) implements Metric {}

    /** A plain number; NaN means that there was nothing to measure. */
    record Ratio(double value) implements Metric {}

    /** Something that went up and down: its largest value, and its value at the end. */
    record Gauge(long max, long end) implements Metric {}

    /** Not observable in this run. */
    record Absent(String reason) implements Metric {}
}
