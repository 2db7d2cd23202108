package dev.flatline.core.fault.line;

/**
 * Log-normal: never early, with a long tail. The mean is {@code median × exp(sigma²/2)}.
 *
 * @param medianNanos half of the delays are shorter
 * @param sigma the standard deviation of the natural logarithm
 */
public record LogNormalDelay(long medianNanos, double sigma) implements DelayDistribution {

    private static final double MAX_SIGMA = 5;

    /** Checks the ranges. */
    public LogNormalDelay {
        Ranges.nanos("median", medianNanos, 0, MAX_NANOS);
        Ranges.require(sigma >= 0 && sigma <= MAX_SIGMA, "sigma must be 0 to 5");
    }

    /** The one with this mean. */
    public static LogNormalDelay ofMean(long meanNanos, double sigma) {
        Ranges.nanos("mean", meanNanos, 0, MAX_NANOS);
        return new LogNormalDelay(Math.round(meanNanos * Math.exp(-sigma * sigma / 2)), sigma);
    }

    @Override
    public double quantileNanos(double u) {
        return medianNanos * Math.exp(sigma * NormalQuantile.of(u));
    }
}
