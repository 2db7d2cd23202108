package dev.flatline.core.fault.line;

/**
 * Gaussian. When the mean is within a few sigmas of 0, what is cut there makes the average longer than the mean.
 *
 * @param meanNanos the mean
 * @param sigmaNanos the standard deviation, which netem calls jitter
 */
public record NormalDelay(long meanNanos, long sigmaNanos) implements DelayDistribution {

    /** Checks the ranges. */
    public NormalDelay {
        Ranges.nanos("mean", meanNanos, 0, MAX_NANOS);
        Ranges.nanos("sigma", sigmaNanos, 0, MAX_NANOS);
    }

    @Override
    public double quantileNanos(double u) {
        return meanNanos + sigmaNanos * NormalQuantile.of(u);
    }
}
