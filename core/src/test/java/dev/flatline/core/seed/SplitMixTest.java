package dev.flatline.core.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

final class SplitMixTest {

    @SeedSweep
    void drawsWhatTheGeneratorOfTheJdkDraws(long seed) {
        RandomGenerator ours = new SplitMix(seed);
        RandomGenerator theirs = new SplittableRandom(seed);

        for (int i = 1; i < 200; i++) {
            assertEquals(theirs.nextLong(), ours.nextLong());
            assertEquals(theirs.nextInt(), ours.nextInt());
            assertEquals(theirs.nextInt(i), ours.nextInt(i));
            assertEquals(theirs.nextLong(i * 1_000_003L), ours.nextLong(i * 1_000_003L));
            assertEquals(theirs.nextLong(-i, i), ours.nextLong(-i, i));
            assertEquals(theirs.nextDouble(), ours.nextDouble());
            assertEquals(theirs.nextBoolean(), ours.nextBoolean());
        }
    }
}
