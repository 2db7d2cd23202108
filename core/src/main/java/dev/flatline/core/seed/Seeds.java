package dev.flatline.core.seed;

import java.util.random.RandomGenerator;

/**
 * Independent random generators, each a function of (root seed, name, index): one more draw in one place shifts no draw
 * in another, so a run can be replayed after the code around it has changed.
 *
 * @param root the seed of the run
 */
public record Seeds(long root) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** A generator of its own for (name, index). Not thread-safe. */
    public RandomGenerator generator(String name, long index) {
        return new SplitMix(draw(name, index));
    }

    /** One uniform 64-bit draw for (name, index), without a generator: what sticky selection is made of. */
    public long draw(String name, long index) {
        long h = SplitMix.mix(root + GOLDEN);
        for (int i = 0; i < name.length(); i++) {
            h = SplitMix.mix(h ^ (name.charAt(i) * GOLDEN));
        }
        return SplitMix.mix(h ^ SplitMix.mix(index - GOLDEN));
    }
}
