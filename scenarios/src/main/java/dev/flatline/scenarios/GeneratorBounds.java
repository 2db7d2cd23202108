package dev.flatline.scenarios;

/**
 * How badly the generator may do before a run is invalid. The defaults are far from what an idle machine shows, so that a busy
 * one does not spoil a small run, and well below what the timeouts of real clients are.
 *
 * @param maxLagNanos how late its event loops may be at the 99th percentile, and a fifth of how late once
 * @param maxPauseNanos how long it may stand still for its collector once
 * @param maxSaturated in what share of the seconds of a run it may use up the processors, from 0 to 1
 * @param maxLateNanos how late attempts, pings and messages may begin at the 99th percentile
 */
public record GeneratorBounds(long maxLagNanos, long maxPauseNanos, double maxSaturated, long maxLateNanos) {

    /** Checks the ranges. */
    public GeneratorBounds {
        if (maxLagNanos < 1 || maxPauseNanos < 1 || maxLateNanos < 1 || !(maxSaturated >= 0 && maxSaturated <= 1)) {
            throw new IllegalArgumentException(
                    "generator: accepted are durations longer than 0 and a share of 0% to 100%");
        }
    }
}
