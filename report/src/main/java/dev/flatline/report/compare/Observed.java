package dev.flatline.report.compare;

/**
 * One number of one run.
 *
 * @param value the number; infinite for never
 * @param behind of a percentile: how many values lie beyond it; of anything else {@link #ENOUGH}
 */
record Observed(double value, double behind) {

    /** No percentile, so nothing can be too few. */
    static final double ENOUGH = Double.POSITIVE_INFINITY;

    static Observed of(double value) {
        return new Observed(value, ENOUGH);
    }
}
