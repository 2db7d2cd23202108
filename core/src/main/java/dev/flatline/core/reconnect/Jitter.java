package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * How a delay is spread, so that clients that were lost together do not come back together. Formulas: Marc Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015, and its simulator.
 */
public enum Jitter {
    /** The delay itself: every client waits alike. */
    NONE {
        @Override
        long spread(long delayNanos, long baseNanos, long previousNanos, RandomGenerator random) {
            return delayNanos;
        }
    },
    /** Uniform in [0, delay). */
    FULL {
        @Override
        long spread(long delayNanos, long baseNanos, long previousNanos, RandomGenerator random) {
            return uniform(0, delayNanos, random);
        }
    },
    /** Half the delay, and uniform in [0, half) on top. */
    EQUAL {
        @Override
        long spread(long delayNanos, long baseNanos, long previousNanos, RandomGenerator random) {
            return uniform(delayNanos / 2, delayNanos, random);
        }
    },
    /** Uniform in [base, 3 × previous delay), where the first previous delay is the base; the attempt does not count. */
    DECORRELATED {
        @Override
        long spread(long delayNanos, long baseNanos, long previousNanos, RandomGenerator random) {
            long previous = previousNanos == 0 ? baseNanos : previousNanos;
            return uniform(baseNanos, previous > Long.MAX_VALUE / 3 ? Long.MAX_VALUE : previous * 3, random);
        }
    };

    abstract long spread(long delayNanos, long baseNanos, long previousNanos, RandomGenerator random);

    private static long uniform(long fromNanos, long toNanos, RandomGenerator random) {
        return toNanos > fromNanos ? random.nextLong(fromNanos, toNanos) : fromNanos;
    }
}
