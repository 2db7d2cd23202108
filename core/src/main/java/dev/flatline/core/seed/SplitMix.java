package dev.flatline.core.seed;

import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014) with the draws of the JDK's
 * {@code SplittableRandom}, in half of its memory: every client of a fleet has one. It does not split. Not thread-safe.
 */
final class SplitMix implements RandomGenerator {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    @Override
    public int nextInt() {
        state += GOLDEN;
        long a = (state ^ (state >>> 33)) * 0x62A9D9ED799705F5L;
        return (int) (((a ^ (a >>> 28)) * 0xCB24D0A5C88C35B3L) >>> 32);
    }

    /** The finaliser of SplitMix64. */
    static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
