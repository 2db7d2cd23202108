package dev.flatline.core.seed;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent random generators, each a function of (root seed, name, index): one more draw in one place shifts no draw
 * in another, so a run can be replayed after the code around it has changed.
 *
 * @param root the seed of the run
 */
public record Seeds(long root) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** A generator of its own for (name, index). Not thread-safe, as any {@link SplittableRandom}. */
    public RandomGenerator generator(String name, long index) {
        return new SplittableRandom(draw(name, index));
    }

    /** One uniform 64-bit draw for (name, index), without a generator: what sticky selection is made of. */
    public long draw(String name, long index) {
        long h = mix(root + GOLDEN);
        for (int i = 0; i < name.length(); i++) {
            h = mix(h ^ (name.charAt(i) * GOLDEN));
        }
        return mix(h ^ mix(index - GOLDEN));
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
