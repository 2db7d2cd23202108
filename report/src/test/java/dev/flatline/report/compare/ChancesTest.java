package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Forty numbers at once, as many as decide in a scenario with two faults. */
class ChancesTest {

    private static final int NUMBERS = 40;

    @Test
    void ofFortyNumbersThatAreTheSameAnyIsSeldomTakenForDifferent() {
        for (double noise : new double[] {0.05, 0.3}) {
            int alarms = 0;
            for (int seed = 0; seed < 2_000; seed++) {
                RandomGenerator random = new Seeds(seed).generator("family", 0);
                alarms += found(Chances.of(family(random, noise, 4, 1))) > 0 ? 1 : 0;
            }

            assertTrue(alarms < 2_000 * 0.06, alarms + " of 2,000 with a noise of " + noise);
        }
    }

    @Test
    void oneOfFortyThatIsAThirdWorseIsFound() {
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            RandomGenerator random = new Seeds(seed).generator("family", 1);
            found += Chances.of(family(random, 0.05, 5, 1.3))[0] <= Chances.ALPHA ? 1 : 0;
        }

        assertTrue(found > 190, found + " of 200");
    }

    @Test
    void manyThatChangedHideNoneThatDidNot() {
        List<Pair> pairs = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            pairs.add(pair(100, 101, 102, 103, 104, 200 + number, 201, 202, 203, 204));
        }
        pairs.add(pair(100, 101, 102, 103, 104, 120, 121, 122, 123, 124));
        pairs.add(pair(100, 150, 120, 170, 130, 125, 155, 145, 175, 115));

        double[] chances = Chances.of(pairs);

        assertEquals(2 / 252.0, chances[20], 1e-12);
        assertTrue(chances[21] > Chances.ALPHA, Arrays.toString(chances));
    }

    @Test
    void aWayAndItsMirrorImageAreAsFarApart() {
        double[] up = Chances.of(List.of(pair(100, 100, 100, 100, 200, 200, 200, 200)));
        double[] down = Chances.of(List.of(pair(200, 200, 200, 200, 100, 100, 100, 100)));

        assertEquals(2 / 70.0, up[0], 1e-12);
        assertEquals(2 / 70.0, down[0], 1e-12);
    }

    @Test
    void whatNeverCameBackIsFarAway() {
        double never = Double.POSITIVE_INFINITY;

        assertEquals(2 / 70.0, Chances.of(List.of(pair(1e3, 1.1e3, 1.2e3, 1e3, never, never, never, never)))[0], 1e-12);
        assertTrue(Chances.of(List.of(pair(1e3, 1.1e3, 1.2e3, 1e3, 1e3, 1.1e3, 1.2e3, never)))[0] > Chances.ALPHA);
    }

    @Test
    void aRunWithoutTheNumberCountsForNeitherSide() {
        double[] chances = Chances.of(List.of(pair(100, 101, Double.NaN, 102, 103, 200, 201, 202, 203, Double.NaN)));

        // Four of 252 ways keep the four that are there together on each side: either lack goes either way, and the
        // mirror images.
        assertEquals(4 / 252.0, chances[0], 1e-12);
    }

    @Test
    void whatIsTheSameOnBothSidesIsCertainlyChance() {
        assertEquals(1, Chances.of(List.of(pair(5, 5, 5, 5, 5, 5, 5, 5)))[0]);
        assertEquals(0, Chances.of(List.of()).length);
    }

    private static long found(double[] chances) {
        return Arrays.stream(chances).filter(chance -> chance <= Chances.ALPHA).count();
    }

    /** Numbers that follow one another in part, as those of a run do; the first is a factor larger on the other side. */
    private static List<Pair> family(RandomGenerator random, double noise, int runs, double factor) {
        double[] common =
                DoubleStream.generate(random::nextGaussian).limit(2L * runs).toArray();
        List<Pair> pairs = new ArrayList<>();
        for (int number = 0; number < NUMBERS; number++) {
            double[] values = new double[2 * runs];
            for (int run = 0; run < values.length; run++) {
                double own = 0.8 * random.nextGaussian() + 0.6 * common[run];
                values[run] = 1_000 * Math.exp(noise * own) * (number == 0 && run >= runs ? factor : 1);
            }
            pairs.add(pair(values));
        }
        return pairs;
    }

    private static Pair pair(double... values) {
        int half = values.length / 2;
        List<Observed> all = Arrays.stream(values).mapToObj(Observed::of).toList();
        return new Pair("n", Kind.DURATION, 0.1, all.subList(0, half), all.subList(half, all.size()));
    }
}
