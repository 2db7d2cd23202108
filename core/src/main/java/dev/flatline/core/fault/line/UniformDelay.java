package dev.flatline.core.fault.line;

/**
 * Uniform in [mean - jitter, mean + jitter): Toxiproxy's latency and jitter (there in whole milliseconds), and netem's
 * delay without a distribution. With a jitter longer than the mean, what is below 0 piles up there.
 *
 * @param meanNanos the middle
 * @param jitterNanos half the width
 */
public record UniformDelay(long meanNanos, long jitterNanos) implements DelayDistribution {

    /** Checks the ranges. */
    public UniformDelay {
        Ranges.nanos("mean", meanNanos, 0, MAX_NANOS);
        Ranges.nanos("jitter", jitterNanos, 0, MAX_NANOS);
    }

    @Override
    public double quantileNanos(double u) {
        return meanNanos + (2 * u - 1) * jitterNanos;
    }
}
