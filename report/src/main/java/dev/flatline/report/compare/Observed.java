package dev.flatline.report.compare;

/**
 * One number of one run.
 *
 * @param value the number; infinite for never, NaN if the run does not have it
 * @param behind of a percentile: how many values lie beyond it; of anything else {@link #ENOUGH}
 * @param low where the sampling error of a percentile begins; the value itself where that is not known
 * @param high where it ends
 */
record Observed(double value, double behind, double low, double high) {

    /** No percentile, so nothing can be too few. */
    static final double ENOUGH = Double.POSITIVE_INFINITY;

    /** The run does not have it. */
    static final Observed NOTHING = of(Double.NaN);

    static Observed of(double value) {
        return percentile(value, ENOUGH);
    }

    static Observed percentile(double value, double behind) {
        return new Observed(value, behind, value, value);
    }

    Observed within(double from, double until) {
        return new Observed(value, behind, Math.min(value, from), Math.max(value, until));
    }

    boolean isThere() {
        return !Double.isNaN(value);
    }
}
