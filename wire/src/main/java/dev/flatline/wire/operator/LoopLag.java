package dev.flatline.wire.operator;

import dev.flatline.wire.LagListener;
import java.util.function.DoubleConsumer;

/**
 * How late event loops are, on a page; give it to a {@link dev.flatline.wire.LagMeter}. A histogram, and not percentiles of
 * our own: percentiles over any time, of one process or of many, are then the reader's choice
 * ({@code histogram_quantile(0.99, rate(flatline_event_loop_lag_seconds_bucket[1m]))}), and it does not matter how many
 * read the page or how often. What a histogram cannot tell is the largest value, so that is a gauge beside it.
 */
public final class LoopLag implements LagListener {

    /** The largest value is that of one to two of these times. */
    static final long WINDOW_NANOS = 30_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final DoubleConsumer histogram;
    /** Where the current window begins; the largest value in it and in the one before, NaN if there was none. */
    private long startNanos;

    private double largest = Double.NaN;
    private double before = Double.NaN;

    private LoopLag(MetricPage page) {
        histogram = page.histogram(
                "flatline_event_loop_lag_seconds",
                "How late a task of the event loops runs; a stall counts for as long as it lasts.",
                0.001,
                0.002,
                0.005,
                0.01,
                0.02,
                0.05,
                0.1,
                0.2,
                0.5,
                1,
                2,
                5,
                10);
        page.gauge(
                "flatline_event_loop_lag_max_seconds",
                "The largest lag of an event loop in the last 30 to 60 seconds.",
                this::largestOfBoth);
    }

    /** Adds the two metrics to a page. */
    public static LoopLag on(MetricPage page) {
        return new LoopLag(page);
    }

    @Override
    public void ticked(long intendedNanos, long nowNanos) {
        double lag = Math.max(0, nowNanos - intendedNanos) / NANOS_PER_SECOND;
        histogram.accept(lag);
        note(nowNanos, lag);
    }

    private synchronized void note(long nowNanos, double lag) {
        long age = nowNanos - startNanos;
        if (Double.isNaN(largest) || age >= WINDOW_NANOS) {
            before = age < 2 * WINDOW_NANOS ? largest : Double.NaN;
            largest = lag;
            startNanos = nowNanos;
        } else {
            largest = Math.max(largest, lag);
        }
    }

    private synchronized double largestOfBoth() {
        return Double.isNaN(before) ? largest : Math.max(largest, before);
    }
}
