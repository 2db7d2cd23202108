package dev.flatline.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How much of a suite runs. */
enum Extent {
    /** Short iterations at one size: proves in less than a minute that the benchmarks run. */
    QUICK,
    /** The smallest and the largest size, and all sizes of the whole job. */
    USUAL,
    /** Every size. */
    FULL;

    void applyTo(ChainedOptionsBuilder options) {
        switch (this) {
            case QUICK -> {
                TimeValue iteration = TimeValue.milliseconds(100);
                options.warmupIterations(1).warmupTime(iteration);
                options.measurementIterations(2).measurementTime(iteration);
                options.param("connections", "1000").param("expiredPercent", "1");
            }
            case USUAL -> {}
            case FULL -> options.param("connections", "1000", "10000", "100000", "1000000");
        }
    }
}
