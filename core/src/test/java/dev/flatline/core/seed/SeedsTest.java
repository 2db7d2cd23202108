package dev.flatline.core.seed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SeedsTest {

    private static final Seeds SEEDS = new Seeds(42);

    @Test
    void sameInputsGiveTheSameDraws() {
        long[] first = SEEDS.generator("client", 7).longs(100).toArray();
        long[] second = new Seeds(42).generator("client", 7).longs(100).toArray();

        assertArrayEquals(first, second);
    }

    @Test
    void valuesStayTheSameFromVersionToVersion() {
        assertEquals(-6329609823120075773L, SEEDS.draw("arrivals", 0));
    }

    @Test
    void oneMoreDrawHereShiftsNoDrawThere() {
        RandomGenerator one = SEEDS.generator("client", 1);
        long undisturbed = SEEDS.generator("client", 2).nextLong();

        one.nextLong();
        RandomGenerator two = SEEDS.generator("client", 2);
        one.nextLong();

        assertEquals(undisturbed, two.nextLong());
    }

    @Test
    void rootsNamesAndIndexesEachMakeAnotherDraw() {
        Set<Long> draws = new HashSet<>();

        for (long root = -5; root < 5; root++) {
            for (String name : new String[] {"", "a", "b", "ab", "ba", "a/1", "a/11", "\0", "\0\0"}) {
                for (long index = -50; index < 50; index++) {
                    draws.add(new Seeds(root).draw(name, index));
                }
            }
        }

        assertEquals(10 * 9 * 100, draws.size());
    }

    @SeedSweep
    void drawsOfNeighbouringIndexesAreUniform(long seed) {
        int[] buckets = new int[64];
        Seeds seeds = new Seeds(seed);

        for (int index = 0; index < 64_000; index++) {
            buckets[(int) (seeds.draw("selection/0", index) >>> 58)]++;
        }

        assertTrue(chiSquare(buckets, 1000) < 130, "chi-square with 63 degrees of freedom, p < 1e-6");
    }

    @SeedSweep
    void firstDrawsOfNeighbouringGeneratorsAreUniform(long seed) {
        int[] buckets = new int[64];
        Seeds seeds = new Seeds(seed);

        for (int index = 0; index < 64_000; index++) {
            buckets[seeds.generator("client", index).nextInt(64)]++;
        }

        assertTrue(chiSquare(buckets, 1000) < 130, "chi-square with 63 degrees of freedom, p < 1e-6");
    }

    private static double chiSquare(int[] buckets, double expected) {
        double sum = 0;
        for (int bucket : buckets) {
            sum += (bucket - expected) * (bucket - expected) / expected;
        }
        return sum;
    }
}
