package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private Grain grain = Grain.SIMULATED;

    @Test
    void sidesThatAreTheSameSeldomDiffer() {
        int alarms = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            RandomGenerator random = new Seeds(seed).generator("compare", 0);
            Verdict verdict = durations(noisy(random, 100, 0.1, 5), noisy(random, 100, 0.1, 5));
            alarms += verdict == Verdict.WORSE || verdict == Verdict.BETTER ? 1 : 0;
        }

        assertTrue(alarms < 2_000 * 0.05, alarms + " of 2,000");
    }

    @Test
    void aShiftOfThirtyPercentIsFound() {
        int found = 0;
        for (int seed = 0; seed < 500; seed++) {
            RandomGenerator random = new Seeds(seed).generator("compare", 1);
            found += durations(noisy(random, 100, 0.05, 5), noisy(random, 130, 0.05, 5)) == Verdict.WORSE ? 1 : 0;
        }

        assertTrue(found > 490, found + " of 500");
    }

    @Test
    void whatIsWithinTheToleranceIsTheSameHoweverSureItIs() {
        assertEquals(Verdict.SAME, durations(values(100, 100, 100, 100), values(109, 109, 109, 109)));
        assertEquals(Verdict.WORSE, durations(values(100, 100, 100, 100), values(111, 111, 111, 111)));
    }

    @Test
    void aTimersTickIsNoDifference() {
        assertEquals(Verdict.SAME, durations(values(1, 1, 1, 1), values(2.9, 2.9, 2.9, 2.9)));
        assertEquals(Verdict.WORSE, durations(values(1, 1, 1, 1), values(3.1, 3.1, 3.1, 3.1)));
    }

    @Test
    void ofAFewRunsAllMustBeApartByAsMuchAsASideIsWide() {
        assertEquals(Verdict.WORSE, durations(values(100, 105), values(130, 140)));
        assertEquals(Verdict.UNCLEAR, durations(values(100, 105), values(130, 145)));
        assertEquals(Verdict.UNCLEAR, durations(values(100, 120), values(130, 150)));
        assertEquals(Verdict.UNCLEAR, durations(values(100, 150), values(140, 190)));
        assertEquals(Verdict.BETTER, durations(values(100, 105, 103), values(60)));
        assertEquals(Verdict.UNCLEAR, durations(values(100, 101, 102), values(85)));
        assertEquals(Verdict.WORSE, durations(values(100, 101, 102), values(115, 116, 117)));
    }

    @Test
    void threeRunsThatAreTheSameSeldomDiffer() {
        for (double noise : new double[] {0.1, 0.2}) {
            int alarms = 0;
            for (int seed = 0; seed < 10_000; seed++) {
                RandomGenerator random = new Seeds(seed).generator("compare", 3);
                Verdict verdict = durations(noisy(random, 100, noise, 3), noisy(random, 100, noise, 3));
                alarms += verdict == Verdict.WORSE || verdict == Verdict.BETTER ? 1 : 0;
            }

            assertTrue(alarms < 10_000 * 0.009, alarms + " of 10,000 with a noise of " + noise);
        }
    }

    @Test
    void ofSingleRunsOnlyLargeDifferencesCount() {
        assertEquals(Verdict.SAME, durations(values(100), values(103)));
        assertEquals(Verdict.UNCLEAR, durations(values(100), values(115)));
        assertEquals(Verdict.WORSE, durations(values(100), values(121)));
        assertEquals(Verdict.UNCLEAR, judge("outage.p99", Kind.DURATION, values(100), values(125)));
        assertEquals(Verdict.WORSE, judge("outage.p99", Kind.DURATION, values(100), values(131)));
    }

    @Test
    void singleRunsMustBeFartherApartThanTheirSamplingErrors() {
        Observed base = Observed.of(100).within(90, 140);

        assertEquals(
                Verdict.UNCLEAR,
                durations(List.of(base), List.of(Observed.of(150).within(135, 170))));
        assertEquals(
                Verdict.WORSE, durations(List.of(base), List.of(Observed.of(150).within(141, 170))));
    }

    @Test
    void aChangeOfThreePercentBetweenSingleRunsIsNeverARegression() {
        for (int seed = 0; seed < 2_000; seed++) {
            RandomGenerator random = new Seeds(seed).generator("compare", 2);
            double value = Math.exp(random.nextDouble(-2, 12));

            for (String name : List.of("outage.p50", "outage.p99", "recover.t99")) {
                assertEquals(Verdict.SAME, judge(name, Kind.DURATION, values(value), values(value * 1.03)));
            }
            assertEquals(Verdict.SAME, judge("attempts.total", Kind.COUNT, values(value), values(value * 1.03)));
        }
    }

    @Test
    void singleRunsOnSocketsMustBeTwiceAsFarApartAndFartherThanTheGeneratorLags() {
        grain = new Grain(2, 50);

        assertEquals(Verdict.UNCLEAR, durations(values(1_000), values(1_390)));
        assertEquals(Verdict.WORSE, durations(values(1_000), values(1_410)));
        assertEquals(Verdict.UNCLEAR, durations(values(10), values(60)));
        assertEquals(Verdict.WORSE, durations(values(10), values(61)));
        assertEquals(Verdict.UNCLEAR, durations(values(10, 10, 10), values(60, 60, 60)));
        assertEquals(Verdict.WORSE, durations(values(10, 10, 10, 10), values(60, 60, 60, 60)));
    }

    @Test
    void countsVaryAsCountsDo() {
        assertEquals(Verdict.SAME, judge("false_kills", Kind.COUNT, values(0), values(9)));
        assertEquals(Verdict.WORSE, judge("false_kills", Kind.COUNT, values(0), values(10)));
        assertEquals(Verdict.SAME, judge("attempts.total", Kind.COUNT, values(100), values(140)));
        assertEquals(Verdict.WORSE, judge("attempts.total", Kind.COUNT, values(10_000), values(14_000)));
    }

    @Test
    void aPercentileWithTooFewValuesBeyondItIsUnclear() {
        List<Observed> thin = List.of(Observed.percentile(100, 9.9));

        assertEquals(Verdict.UNCLEAR, judge("outage.p99", Kind.DURATION, thin, values(500)));
        assertEquals(Verdict.UNCLEAR, judge("outage.p99", Kind.DURATION, values(500), thin));
    }

    @Test
    void neverIsWorseThanAnything() {
        assertEquals(Verdict.WORSE, durations(values(100), values(NEVER)));
        assertEquals(Verdict.BETTER, durations(values(NEVER, NEVER), values(100, 110)));
        assertEquals(Verdict.SAME, durations(values(NEVER), values(NEVER)));
        assertEquals(Verdict.UNCLEAR, durations(values(100, 110), values(120, NEVER)));
    }

    @Test
    void whatOnlyOneSideHasIsNotCompared() {
        assertEquals(Verdict.ONE_SIDED, durations(List.of(), values(1)));
    }

    @Test
    void moreIsBetterWhereItIs() {
        assertEquals(Verdict.WORSE, judge("clients.open.max", Kind.LEVEL, values(2_000), values(1_000)));
        assertEquals(Verdict.CHANGED, judge("message.sent", Kind.COUNT, values(2_000), values(1_000)));
    }

    private Verdict durations(List<Observed> base, List<Observed> other) {
        return judge("outage.p50", Kind.DURATION, base, other);
    }

    private Verdict judge(String name, Kind kind, List<Observed> base, List<Observed> other) {
        Pair pair = new Pair(name, kind, 0.1, base, other);
        double chance = Chances.canTell(base.size(), other.size()) ? Chances.of(List.of(pair))[0] : Double.NaN;
        return Judge.judge(pair, Meaning.of(List.of()).better(name), chance, grain)
                .verdict();
    }

    private static List<Observed> values(double... values) {
        return Arrays.stream(values).mapToObj(Observed::of).toList();
    }

    private static List<Observed> noisy(RandomGenerator random, double mean, double share, int runs) {
        return DoubleStream.generate(() -> mean * (1 + share * random.nextGaussian()))
                .limit(runs)
                .mapToObj(Observed::of)
                .toList();
    }
}
