package dev.flatline.core.fault.line;

import java.util.random.RandomGenerator;

/**
 * How late bytes are, as the inverse of a cumulative distribution (inverse transform sampling): every distribution turns
 * one uniform draw into one delay, so any of them can be correlated by correlating the draws ({@link Correlation}).
 *
 * <p>What would be early is not late: delays below 0 become 0. None is longer than {@link #MAX_NANOS}.
 */
public interface DelayDistribution {

    /** The longest delay, 24 hours: the bound of every parameter and of every sample. */
    long MAX_NANOS = 24L * 3600 * 1_000_000_000;

    /** The delay that the share {@code u} of all delays is below, before it is cut; {@code u} is in (0, 1). */
    double quantileNanos(double u);

    /** The delay for a draw in (0, 1): the quantile, at least 0 and at most {@link #MAX_NANOS}. */
    default long delayNanos(double u) {
        return (long) Math.floor(Math.max(0, Math.min(MAX_NANOS, quantileNanos(u))));
    }

    /** A delay; takes exactly one draw. */
    default long sampleNanos(RandomGenerator random) {
        return delayNanos(Correlation.uniform(random));
    }
}
