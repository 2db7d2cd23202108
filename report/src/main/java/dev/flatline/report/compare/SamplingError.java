package dev.flatline.report.compare;

import dev.flatline.core.measure.LoggedDurations;

/**
 * Where a percentile of a population lies, if the durations of a run are a sample of it: between two values of the sample whose ranks
 * follow from the binomial distribution, whatever the durations' own is (Conover, Practical Nonparametric Statistics, 3.2: the normal
 * approximation). It says nothing of the noise between runs. Pure.
 *
 * @param low where it begins, in milliseconds
 * @param high where it ends
 */
record SamplingError(double low, double high) {

    private static final double NORMAL = 1.96;

    /**
     * The sampling error of a percentile, in 95 of 100 cases.
     *
     * @param share from 0 to 1
     * @param all durations, with those that never ended, which lie beyond the logged ones
     */
    static SamplingError of(LoggedDurations durations, double share, long all) {
        double middle = all * share;
        double width = NORMAL * Math.sqrt(all * share * (1 - share));
        return new SamplingError(
                at(durations, Math.max(1, Math.floor(middle - width))), at(durations, Math.ceil(middle + width) + 1));
    }

    private static double at(LoggedDurations durations, double rank) {
        return rank > durations.count()
                ? Double.POSITIVE_INFINITY
                : durations.percentile(rank / (double) durations.count());
    }
}
