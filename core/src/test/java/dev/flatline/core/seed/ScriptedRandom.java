package dev.flatline.core.seed;

import java.util.random.RandomGenerator;

/** A generator whose every draw is the same share of its range: 0 is the least, 1 the largest value it can give. */
public record ScriptedRandom(double share) implements RandomGenerator {

    @Override
    public long nextLong() {
        return nextLong(Long.MAX_VALUE);
    }

    @Override
    public long nextLong(long bound) {
        return nextLong(0, bound);
    }

    @Override
    public long nextLong(long origin, long bound) {
        return origin + Math.min(bound - origin - 1, (long) (share * (bound - origin)));
    }
}
