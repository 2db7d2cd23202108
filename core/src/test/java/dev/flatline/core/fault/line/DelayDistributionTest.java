package dev.flatline.core.fault.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Moments are those of a million samples; bounds are five standard errors or a little more. */
class DelayDistributionTest {

    private static final long MS = 1_000_000;
    private static final int SAMPLES = 1_000_000;

    static Stream<DelayDistribution> everyDistribution() {
        return Stream.of(
                new ConstantDelay(100 * MS),
                new UniformDelay(100 * MS, 20 * MS),
                new NormalDelay(100 * MS, 20 * MS),
                new ParetoDelay(100 * MS, 20 * MS),
                new ParetoNormalDelay(100 * MS, 20 * MS),
                new LogNormalDelay(100 * MS, 0.5),
                new ExponentialDelay(20 * MS, 100 * MS));
    }

    @Test
    void aConstantIsExact() {
        Moments moments = moments(new ConstantDelay(123_456_789));

        assertEquals(123_456_789, moments.least());
        assertEquals(123_456_789, moments.most());
    }

    @Test
    void aUniformFillsItsRangeEvenlyAndNeverReachesItsEnd() {
        Moments moments = moments(new UniformDelay(100 * MS, 20 * MS));

        assertEquals(100 * MS, moments.mean(), 0.06 * MS);
        assertEquals(20 * MS / Math.sqrt(3), moments.sigma(), 0.03 * MS);
        assertEquals(0, moments.skew(), 0.01);
        assertEquals(90 * MS, moments.quantile(0.25), 0.1 * MS);
        assertTrue(moments.least() >= 80 * MS && moments.most() < 120 * MS);
    }

    @Test
    void aUniformWithMoreJitterThanMeanPilesUpAtNoDelay() {
        Moments moments = moments(new UniformDelay(10 * MS, 40 * MS));

        assertEquals(0, moments.quantile(0.374));
        assertTrue(moments.quantile(0.377) > 0, "(40 - 10) / 80 of the draws are below 0");
        assertTrue(moments.most() < 50 * MS);
    }

    @Test
    void aNormalHasItsMeanAndSigma() {
        Moments moments = moments(new NormalDelay(100 * MS, 20 * MS));

        assertEquals(100 * MS, moments.mean(), 0.1 * MS);
        assertEquals(20 * MS, moments.sigma(), 0.07 * MS);
        assertEquals(0, moments.skew(), 0.0125);
        assertEquals(132.897 * MS, moments.quantile(0.95), 0.25 * MS);
        assertEquals(53.473 * MS, moments.quantile(0.01), 0.4 * MS);
    }

    @Test
    void aParetoHasTheMomentsAndTheCutOfNetemsTable() {
        Moments moments = moments(new ParetoDelay(100 * MS, 20 * MS));

        assertEquals((100 - 20 * 0.03292) * MS, moments.mean(), 0.085 * MS);
        assertEquals(20 * 0.82086 * MS, moments.sigma(), 0.12 * MS);
        assertEquals(2.673, moments.skew(), 0.03);
        assertEquals((100 - 20 * 0.32010) * MS, moments.quantile(0.5), 0.1 * MS);
        assertEquals((100 - 20 * 2 / 3.0) * MS, moments.least(), 0.001 * MS);
        assertEquals((100 + 20 * 4) * MS, moments.most());
        assertEquals((100 + 20 * 4) * MS, moments.quantile(0.9895), "one in 91 is cut");
        assertTrue(moments.quantile(0.985) < (100 + 20 * 4) * MS);
    }

    @Test
    void aParetoNormalIsAQuarterOfOneAndThreeOfTheOther() {
        Moments moments = moments(new ParetoNormalDelay(100 * MS, 20 * MS));

        assertEquals((100 - 20 * 0.02469) * MS, moments.mean(), 0.085 * MS);
        assertEquals(20 * 0.83495 * MS, moments.sigma(), 0.12 * MS);
        assertEquals(1.940, moments.skew(), 0.03);
        assertEquals((100 - 20 * 0.24008) * MS, moments.quantile(0.5), 0.1 * MS);
        assertEquals((100 + 20 * 3.58162) * MS, moments.quantile(0.99), 0.15 * MS);
    }

    @Test
    void aLogNormalHasItsMedianAndItsMeanFollows() {
        Moments moments = moments(new LogNormalDelay(100 * MS, 0.5));

        double factor = Math.exp(0.125);
        assertEquals(100 * MS, moments.quantile(0.5), 0.35 * MS);
        assertEquals(100 * MS * factor, moments.mean(), 0.31 * MS);
        assertEquals(100 * MS * factor * Math.sqrt(Math.exp(0.25) - 1), moments.sigma(), 0.6 * MS);
        assertEquals(1.750, moments.skew(), 0.1);
    }

    @Test
    void aLogNormalCanBeGivenItsMean() {
        Moments moments = moments(LogNormalDelay.ofMean(100 * MS, 0.5));

        assertEquals(100 * MS, moments.mean(), 0.3 * MS);
        assertEquals(100 * MS * Math.exp(-0.125), moments.quantile(0.5), 0.35 * MS);
    }

    @Test
    void anExponentialStandsOnItsFloor() {
        Moments moments = moments(new ExponentialDelay(20 * MS, 100 * MS));

        assertEquals(100 * MS, moments.mean(), 0.4 * MS);
        assertEquals(80 * MS, moments.sigma(), 0.8 * MS);
        assertEquals(2, moments.skew(), 0.06);
        assertEquals((20 + 80 * Math.log(2)) * MS, moments.quantile(0.5), 0.4 * MS);
        assertEquals(20 * MS, moments.least(), 0.01 * MS);
        assertTrue(moments.least() >= 20 * MS);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.2, -0.8416212335729142",
        "0.975, 1.9599639845400536",
        "0.001, -3.090232306167813",
        "0.999999, 4.753424308817087",
        "1e-10, -6.361340902404056"
    })
    void theNormalQuantileIsRightToTheLastDigits(double u, double expected) {
        assertEquals(expected, NormalQuantile.of(u), 1e-14);
    }

    @ParameterizedTest
    @MethodSource("everyDistribution")
    void laterDrawsAreLaterDelaysAndNoneIsOutOfBounds(DelayDistribution delay) {
        double[] draws = {0x1p-53, 1e-9, 0.01, 0.3, 0.5, 0.8, 0.99, 1 - 1e-9, 1 - 0x1p-53};

        long[] delays = LongStream.range(0, draws.length)
                .map(i -> delay.delayNanos(draws[(int) i]))
                .toArray();

        assertArrayEquals(LongStream.of(delays).sorted().toArray(), delays);
        assertTrue(delays[0] >= 0 && delays[delays.length - 1] <= DelayDistribution.MAX_NANOS);
    }

    @Test
    void noDelayIsNegativeOrLongerThanADay() {
        DelayDistribution early = new NormalDelay(0, MS);
        DelayDistribution late = new LogNormalDelay(DelayDistribution.MAX_NANOS, 5);

        assertEquals(0, early.delayNanos(0.01));
        assertEquals(DelayDistribution.MAX_NANOS, late.delayNanos(0.99));
    }

    @ParameterizedTest
    @MethodSource("everyDistribution")
    void theSameSeedGivesTheSameDelaysAndEachTakesOneDraw(DelayDistribution delay) {
        SplittableRandom first = new SplittableRandom(7);
        SplittableRandom second = new SplittableRandom(7);
        SplittableRandom bare = new SplittableRandom(7);

        for (int i = 0; i < 1_000; i++) {
            assertEquals(delay.sampleNanos(first), delay.sampleNanos(second));
            bare.nextLong();
        }

        assertEquals(bare.nextLong(), first.nextLong());
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithTheKeyAndTheRange() {
        assertRefused("delay must be 0 to 24h", () -> new ConstantDelay(-1));
        assertRefused("jitter must be 0 to 24h", () -> new UniformDelay(0, DelayDistribution.MAX_NANOS + 1));
        assertRefused("sigma must be 0 to 24h", () -> new NormalDelay(0, -1));
        assertRefused("mean must be 0 to 24h", () -> new ParetoDelay(-1, 0));
        assertRefused("jitter must be 0 to 24h", () -> new ParetoNormalDelay(0, -1));
        assertRefused("sigma must be 0 to 5", () -> new LogNormalDelay(1, Double.NaN));
        assertRefused("mean must be at least floor", () -> new ExponentialDelay(2, 1));
    }

    private static void assertRefused(String message, Executable attempt) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
    }

    private static Moments moments(DelayDistribution delay) {
        SplittableRandom random = new SplittableRandom(42);
        return Moments.of(SAMPLES, () -> delay.sampleNanos(random));
    }
}
