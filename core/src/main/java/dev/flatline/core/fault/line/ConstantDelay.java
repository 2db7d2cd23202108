package dev.flatline.core.fault.line;

/** Always the same delay. */
public record ConstantDelay(long delayNanos) implements DelayDistribution {

    /** Checks the range. */
    public ConstantDelay {
        Ranges.nanos("delay", delayNanos, 0, MAX_NANOS);
    }

    @Override
    public double quantileNanos(double u) {
        return delayNanos;
    }
}
