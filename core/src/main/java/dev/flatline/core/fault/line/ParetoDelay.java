package dev.flatline.core.fault.line;

/**
 * Mostly a little early, sometimes very late: the Pareto table of netem (iproute2, {@code netem/pareto.c}), by its
 * formula, {@code ((1 - u)^(-1/a) - 1.5) × 4/3} with a = 3, cut at +4, times the jitter.
 *
 * <p>The table calls that mean 0 and sigma 1. The mean is 0 before the cut and -0.033 with it. The factor is one over the
 * variance, where one over the standard deviation was meant, and the cut takes away from the tail: what netem calls
 * jitter comes out as a standard deviation of 0.82 jitters. The earliest is mean - 2/3 jitter.
 *
 * @param meanNanos the mean before the cut
 * @param jitterNanos the scale
 */
public record ParetoDelay(long meanNanos, long jitterNanos) implements DelayDistribution {

    private static final double A = 3;
    private static final double MEAN = A / (A - 1);
    private static final double SCALE = 4.0 / 3;
    private static final double CUT = 4;

    /** Checks the ranges. */
    public ParetoDelay {
        Ranges.nanos("mean", meanNanos, 0, MAX_NANOS);
        Ranges.nanos("jitter", jitterNanos, 0, MAX_NANOS);
    }

    @Override
    public double quantileNanos(double u) {
        return meanNanos + jitterNanos * standard(u);
    }

    /** The value of netem's table. */
    static double standard(double u) {
        return Math.min(CUT, (Math.pow(1 - u, -1 / A) - MEAN) * SCALE);
    }
}
