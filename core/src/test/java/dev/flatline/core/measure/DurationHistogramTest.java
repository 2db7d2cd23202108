package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DurationHistogramTest {

    private static final int VALUES = 100_000;
    /** Three significant digits: half a unit of the last one of 2,048 is lost at most, and one is allowed. */
    private static final double DIGITS = 0.001;

    private enum Shape {
        CONSTANT(random -> 12_345_678),
        UNIFORM(random -> 1e6 + random.nextDouble() * 1e9),
        EXPONENTIAL(random -> 1e6 - 5e8 * Math.log(1 - random.nextDouble())),
        BIMODAL(random -> random.nextDouble() < 0.985 ? 2e6 : 3e9),
        LOG_NORMAL(random -> 1e6 * Math.exp(2 * random.nextGaussian()));

        @SuppressWarnings("ImmutableEnumChecker") // The functions above hold nothing.
        private final ToDoubleFunction<RandomGenerator> nanos;

        Shape(ToDoubleFunction<RandomGenerator> nanos) {
            this.nanos = nanos;
        }
    }

    @ParameterizedTest
    @EnumSource
    void percentilesOfAKnownDistributionAreThoseOfItsSortedValues(Shape shape) {
        DurationHistogram histogram = new DurationHistogram();
        RandomGenerator random = new Seeds(11).generator(shape.name(), 0);
        long[] sorted = new long[VALUES];
        for (int i = 0; i < VALUES; i++) {
            sorted[i] = Math.min((long) shape.nanos.applyAsDouble(random), DurationHistogram.HIGHEST_NANOS);
            histogram.record(7, 7 + sorted[i]);
        }
        Arrays.sort(sorted);

        Metric.Distribution found = histogram.summary();

        assertEquals(VALUES, found.count());
        near(sorted[VALUES / 2 - 1], found.p50());
        near(sorted[VALUES * 9 / 10 - 1], found.p90());
        near(sorted[VALUES * 99 / 100 - 1], found.p99());
        near(sorted[VALUES * 999 / 1000 - 1], found.p999());
        near(sorted[VALUES - 1], found.max());
        near(sorted[(int) Math.ceil(VALUES * 0.37) - 1], histogram.percentileMillis(0.37));
        near((long) Arrays.stream(sorted).average().orElseThrow(), found.mean());
    }

    @Test
    void whatNeverEndedIsAboveEverything() {
        DurationHistogram histogram = new DurationHistogram();
        for (int i = 0; i < 90; i++) {
            histogram.record(0, 5_000_000);
        }
        histogram.unfinished(10);

        assertEquals(5, histogram.summary().p90(), 0.01);
        assertEquals(Double.POSITIVE_INFINITY, histogram.summary().p99());
        assertEquals(Double.POSITIVE_INFINITY, histogram.percentileMillis(0.91));
    }

    @Test
    void aClockThatJumpsMakesNoAbsurdValue() {
        DurationHistogram histogram = new DurationHistogram();
        histogram.record(1_000_000, 0);
        histogram.record(0, Long.MAX_VALUE / 2);
        histogram.record(Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE + 999_999); // nanoTime wrapped: 2 ms

        assertEquals(3, histogram.count());
        assertEquals(2, histogram.percentileMillis(0.5), 0.01);
        assertEquals(3_600_000, histogram.summary().max(), 3_600);
    }

    @Test
    void theCurveRisesAndEndsWithAll() {
        DurationHistogram histogram = new DurationHistogram();
        for (int millis = 1; millis <= 10_000; millis++) {
            histogram.record(0, millis * 1_000_000L);
        }

        List<Returned> curve = histogram.curve(200);

        assertTrue(curve.size() <= 200 && curve.size() > 100, curve.size() + " points");
        assertEquals(10_000, curve.get(curve.size() - 1).clients());
        assertEquals(10_000, curve.get(curve.size() - 1).millis(), 10);
        for (int i = 1; i < curve.size(); i++) {
            assertTrue(curve.get(i).clients() > curve.get(i - 1).clients());
            assertTrue(curve.get(i).millis() > curve.get(i - 1).millis());
        }
    }

    private static void near(long nanos, double millis) {
        assertEquals(nanos / 1e6, millis, Math.max(0.001, nanos / 1e6 * DIGITS));
    }
}
