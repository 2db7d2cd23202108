package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RanksTest {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** Of 4 and 4 values there are 70 orders: 1 has U = 0, 1 has 1, 2 have 2, 3 have 3 (Mann and Whitney's own table). */
    @Test
    void countsTheOrdersOfEachStatistic() {
        double[] ways = Ranks.ways(4, 4);

        assertArrayEquals(new double[] {1, 1, 2, 3}, Arrays.copyOf(ways, 4));
        assertEquals(70, DoubleStream.of(ways).sum());
        assertEquals(17, ways.length);
    }

    @Test
    void theShiftIsTheMedianOfAllDifferences() {
        assertEquals(10, Ranks.shift(new double[] {1, 2, 3}, new double[] {11, 12, 13}));
        assertEquals(0, Ranks.shift(new double[] {1, 2, 3}, new double[] {3, 2, 1}));
        assertEquals(0, Ranks.shift(new double[] {NEVER}, new double[] {NEVER}));
        assertEquals(NEVER, Ranks.shift(new double[] {1}, new double[] {NEVER}));
    }

    /** P(U = 0) = 1/70 is within 2.5 %, and with U = 1 it is 2/70, which is not: all 16 differences are the interval. */
    @Test
    void ofFourAndFourValuesTheIntervalIsThatOfAllDifferences() {
        double[] interval = Ranks.interval(new double[] {1, 2, 3, 4}, new double[] {11, 22, 33, 44});

        assertArrayEquals(new double[] {7, 43}, interval);
    }

    @Test
    void threeAndThreeValuesHaveNoInterval() {
        assertArrayEquals(
                new double[] {Double.NaN, Double.NaN},
                Ranks.interval(new double[] {1, 2, 3}, new double[] {11, 12, 13}));
    }

    @Test
    void theIntervalHoldsTheTruthInNinetyFiveOfAHundredCases() {
        for (int size : new int[] {5, 8, 30}) {
            int missed = 0;
            for (int seed = 0; seed < 2_000; seed++) {
                RandomGenerator random = new Seeds(seed).generator("interval", size);
                double[] interval = Ranks.interval(exponential(random, size, 0), exponential(random, size, 0.7));
                missed += interval[0] > 0.7 || interval[1] < 0.7 ? 1 : 0;
            }

            assertTrue(missed > 40 && missed < 125, missed + " of 2,000 with " + size);
        }
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertEquals(2.5, Ranks.median(new double[] {4, 1, 3, 2}));
        assertEquals(NEVER, Ranks.median(new double[] {1, NEVER, NEVER}));
    }

    private static double[] exponential(RandomGenerator random, int size, double shift) {
        return DoubleStream.generate(() -> shift + random.nextExponential())
                .limit(size)
                .toArray();
    }
}
