package dev.flatline.core.fault.line;

/**
 * A quarter normal and three quarters Pareto, both at the same draw: the paretonormal table of netem (iproute2, {@code
 * netem/paretonormal.c}), which its authors found to match observed delays reasonably well. Its standard deviation is
 * 0.83 jitters, as {@link ParetoDelay} explains.
 *
 * @param meanNanos the mean before the cut
 * @param jitterNanos the scale
 */
public record ParetoNormalDelay(long meanNanos, long jitterNanos) implements DelayDistribution {

    /** Checks the ranges. */
    public ParetoNormalDelay {
        Ranges.nanos("mean", meanNanos, 0, MAX_NANOS);
        Ranges.nanos("jitter", jitterNanos, 0, MAX_NANOS);
    }

    @Override
    public double quantileNanos(double u) {
        return meanNanos + jitterNanos * (0.25 * NormalQuantile.of(u) + 0.75 * ParetoDelay.standard(u));
    }
}
