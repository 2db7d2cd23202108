package dev.flatline.core.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The durations of one metric as a histogram log has them: interval by interval, and all of them together. In milliseconds. */
public final class LoggedDurations {

    private static final double NANOS_PER_MILLI = 1e6;
    /** Steps of a spectrum between one halving of the distance to 100 % and the next. */
    private static final int STEPS_PER_HALVING = 5;

    private final String metric;
    private final List<Interval> intervals = new ArrayList<>();
    private final Histogram total =
            new Histogram(DurationHistogram.LOWEST_NANOS, DurationHistogram.HIGHEST_NANOS, DurationHistogram.DIGITS);

    LoggedDurations(String metric) {
        this.metric = metric;
    }

    void add(double fromSeconds, double toSeconds, Histogram histogram) {
        total.add(histogram);
        intervals.add(new Interval(
                fromSeconds,
                toSeconds,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / NANOS_PER_MILLI,
                histogram.getValueAtPercentile(99) / NANOS_PER_MILLI,
                histogram.getMaxValue() / NANOS_PER_MILLI));
    }

    /** The metric's name. */
    public String metric() {
        return metric;
    }

    /** The intervals in which something was recorded, in order. */
    public List<Interval> intervals() {
        return Collections.unmodifiableList(intervals);
    }

    /** Durations in all. */
    public long count() {
        return total.getTotalCount();
    }

    /** The value that a share of the durations, from 0 to 1, does not exceed. */
    public double percentile(double share) {
        return total.getValueAtPercentile(share * 100) / NANOS_PER_MILLI;
    }

    /** The percentile spectrum: from the smallest value to the largest, denser towards 100 %, as HdrHistogram's plots have it. */
    public List<Step> spectrum() {
        List<Step> steps = new ArrayList<>();
        for (HistogramIterationValue value : total.percentiles(STEPS_PER_HALVING)) {
            steps.add(
                    new Step(value.getPercentileLevelIteratedTo() / 100, value.getValueIteratedTo() / NANOS_PER_MILLI));
        }
        return steps;
    }

    /** How many durations lie in each of at most that many intervals of one width, a round one, from the first to the last. */
    public Bars bars(int most) {
        if (count() == 0) {
            return new Bars(0, 1, List.of());
        }
        double least = total.getMinValue() / NANOS_PER_MILLI;
        double largest = total.getMaxValue() / NANOS_PER_MILLI;
        double width = round((largest - least) / (most - 1));
        double from = Math.floor(least / width) * width;
        long[] counts = new long[(int) Math.floor((largest - from) / width) + 1];
        for (HistogramIterationValue value : total.recordedValues()) {
            double millis = total.medianEquivalentValue(value.getValueIteratedTo()) / NANOS_PER_MILLI;
            int bar = (int) Math.floor((millis - from) / width);
            counts[Math.max(0, Math.min(counts.length - 1, bar))] += value.getCountAddedInThisIterationStep();
        }
        List<Long> list = new ArrayList<>();
        for (long count : counts) {
            list.add(count);
        }
        return new Bars(from, width, list);
    }

    /** The next of 1, 2, 5, 10, 20, 50, … that is not smaller; at least a microsecond. */
    private static double round(double width) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1e-3, width))));
        for (double step : new double[] {1, 2, 5}) {
            if (step * power >= width) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /**
     * What was recorded in one interval.
     *
     * @param fromSeconds its beginning, on the run's clock
     * @param toSeconds its end
     * @param count durations
     * @param p50 their median, in milliseconds
     * @param p99 their 99th percentile
     * @param max the largest
     */
    public record Interval(double fromSeconds, double toSeconds, long count, double p50, double p99, double max) {}

    /**
     * One step of a spectrum.
     *
     * @param share of the durations, from 0 to 1
     * @param millis what they do not exceed
     */
    public record Step(double share, double millis) {}

    /**
     * A distribution in bars.
     *
     * @param fromMillis where the first one begins
     * @param widthMillis how wide each is
     * @param counts durations in each
     */
    public record Bars(double fromMillis, double widthMillis, List<Long> counts) {

        /** Copies the list. */
        public Bars {
            counts = List.copyOf(counts);
        }
    }
}
