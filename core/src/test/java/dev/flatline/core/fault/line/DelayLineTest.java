package dev.flatline.core.fault.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.Impairment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayLineTest {

    private static final long MS = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1_000 * MS, 100 * MS, 10 * MS})
    void twoLinesOfHalfASecondAreOneSecondAtEverySpacing(long spacingNanos) {
        LineModel half = new DelayLine(new ConstantDelay(500 * MS));
        LineStack stack = new LineStack(1, half, half);
        long[] sent =
                LongStream.range(0, 300).map(i -> 12_345 + i * spacingNanos).toArray();

        long[] delivered = stack.run(sent, new int[sent.length]);

        assertEquals(300, delivered.length);
        for (int i = 0; i < sent.length; i++) {
            assertEquals(sent[i] + 1_000 * MS, delivered[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.9})
    void drawsFollowEachOtherAndCrowdAroundTheMiddleAsInNetem(double rho) {
        double[] draws = draws(new Correlation(rho), 1_000_000);

        Moments moments = moments(draws);

        assertEquals(0.5, moments.mean(), 0.0025);
        assertEquals((1 - rho) / (1 + rho) / 12, moments.sigma() * moments.sigma(), 0.0003);
        assertEquals(rho, correlation(draws), 0.006);
    }

    @Test
    void withoutCorrelationDrawsAreUniformAndIndependent() {
        double[] draws = draws(Correlation.NONE, 1_000_000);

        Moments moments = moments(draws);

        assertEquals(1 / 12.0, moments.sigma() * moments.sigma(), 0.0004);
        assertEquals(0, correlation(draws), 0.005);
        assertTrue(moments.least() > 0 && moments.most() < 1);
    }

    @Test
    void withFullCorrelationTheFirstDrawIsRepeated() {
        assertEquals(
                1, Arrays.stream(draws(new Correlation(1), 1_000)).distinct().count());
    }

    static DoubleStream correlations() {
        return DoubleStream.of(0.3, 0.8);
    }

    @ParameterizedTest
    @MethodSource("correlations")
    void everyDistributionFollowsItsCorrelatedDraws(double rho) {
        DelayDistributionTest.everyDistribution()
                .filter(delay -> !(delay instanceof ConstantDelay))
                .forEach(delay -> {
                    double loose = correlation(delays(new DelayLine(delay)));
                    double bound = correlation(delays(new DelayLine(delay, new Correlation(rho))));

                    assertEquals(0, loose, 0.015, delay.toString());
                    assertEquals(rho, bound, 0.06, delay.toString());
                });
    }

    @Test
    void linesOfOneModelShareNoState() {
        DelayLine model = new DelayLine(new UniformDelay(100 * MS, 50 * MS), new Correlation(0.9));
        Impairment first = model.line();
        first.deliverAtNanos(0, 1, new SplittableRandom(1));
        Impairment second = model.line();
        Impairment third = model.line();

        assertEquals(
                second.deliverAtNanos(0, 1, new SplittableRandom(2)),
                third.deliverAtNanos(0, 1, new SplittableRandom(2)),
                "the first line's last draw is its own");
    }

    @Test
    void theEndOfTheStreamIsLateToo() {
        Impairment line = new DelayLine(new ConstantDelay(5)).line();

        assertEquals(105, line.deliverAtNanos(100, 0, new SplittableRandom(1)));
    }

    @Test
    void aCorrelationBeyondOneIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Correlation(1.1))
                .getMessage();

        assertEquals("correlation must be 0 to 1", message);
    }

    private static double[] draws(Correlation correlation, int count) {
        SplittableRandom random = new SplittableRandom(11);
        Correlation.Draws draws = correlation.draws();
        return DoubleStream.generate(() -> draws.next(random)).limit(count).toArray();
    }

    private static double[] delays(DelayLine model) {
        SplittableRandom random = new SplittableRandom(12);
        Impairment line = model.line();
        return DoubleStream.generate(() -> line.deliverAtNanos(0, 1, random))
                .limit(200_000)
                .toArray();
    }

    private static Moments moments(double[] values) {
        int[] next = {0};
        return Moments.of(values.length, () -> values[next[0]++]);
    }

    /** Pearson's, between each value and the one before it. */
    private static double correlation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double together = 0;
        double alone = 0;
        for (int i = 1; i < values.length; i++) {
            together += (values[i] - mean) * (values[i - 1] - mean);
            alone += (values[i] - mean) * (values[i] - mean);
        }
        return together / alone;
    }
}
