package dev.flatline.core.fault.line;

/**
 * A floor that no delay is below, and an exponential delay on top of it; by inversion, {@code -ln(1 - u)}.
 *
 * @param floorNanos the least delay
 * @param meanNanos the mean of the whole, floor included
 */
public record ExponentialDelay(long floorNanos, long meanNanos) implements DelayDistribution {

    /** Checks the ranges. */
    public ExponentialDelay {
        Ranges.nanos("floor", floorNanos, 0, MAX_NANOS);
        Ranges.nanos("mean", meanNanos, 0, MAX_NANOS);
        Ranges.require(meanNanos >= floorNanos, "mean must be at least floor");
    }

    @Override
    public double quantileNanos(double u) {
        return floorNanos - Math.log1p(-u) * (meanNanos - floorNanos);
    }
}
