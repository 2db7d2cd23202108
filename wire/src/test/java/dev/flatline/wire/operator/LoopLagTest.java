package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoopLagTest {

    private static final long MILLI = 1_000_000;
    /** As of a clock that has wrapped around. */
    private static final long START = Long.MIN_VALUE / 2;

    private final List<Throwable> failures = new ArrayList<>();
    private final MetricPage page = new MetricPage(failures::add);
    private final LoopLag lag = LoopLag.on(page);

    @Test
    void everyTickIsInTheHistogram() {
        tick(START, 0);
        tick(START, 3 * MILLI);
        tick(START + 10 * MILLI, 3_000 * MILLI);

        Exposition metrics = read();

        assertEquals(1, metrics.value("flatline_event_loop_lag_seconds_bucket{le=\"0.001\"}"));
        assertEquals(2, metrics.value("flatline_event_loop_lag_seconds_bucket{le=\"0.005\"}"));
        assertEquals(2, metrics.value("flatline_event_loop_lag_seconds_bucket{le=\"2.0\"}"));
        assertEquals(3, metrics.value("flatline_event_loop_lag_seconds_bucket{le=\"5.0\"}"));
        assertEquals(3.003, metrics.value("flatline_event_loop_lag_seconds_sum"), 1e-9);
    }

    @Test
    void withoutATickThereIsNoLargest() {
        assertFalse(read().series.containsKey("flatline_event_loop_lag_max_seconds"));
    }

    @Test
    void theLargestIsTheSameForEveryReaderAndLastsOneToTwoWindows() {
        long window = LoopLag.WINDOW_NANOS;
        tick(START, 5 * MILLI);
        tick(START + window - MILLI, 70 * MILLI);
        tick(START + window - MILLI, 6 * MILLI);
        double inItsWindow = largest();
        double read = largest();

        tick(START + window, 9 * MILLI);
        double inTheNext = largest();
        tick(START + 2 * window, 2 * MILLI);
        double afterwards = largest();
        tick(START + 4 * window, MILLI);
        double afterAPause = largest();

        assertEquals(
                List.of(0.07, 0.07, 0.07, 0.009, 0.001),
                List.of(inItsWindow, read, inTheNext, afterwards, afterAPause));
    }

    /** A tick that happens at a time, and late. */
    private void tick(long nowNanos, long lateNanos) {
        lag.ticked(nowNanos - lateNanos, nowNanos);
    }

    private double largest() {
        return read().value("flatline_event_loop_lag_max_seconds");
    }

    private Exposition read() {
        return Exposition.ofPrometheus(page.reply("").body());
    }
}
