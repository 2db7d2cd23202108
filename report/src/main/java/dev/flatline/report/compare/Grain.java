package dev.flatline.report.compare;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import java.util.List;
import java.util.stream.Stream;

/**
 * How coarsely a few runs measure, where they are too few to show their noise: on real sockets a run hangs on the machine and on the
 * second in which it began, and a stall of the generator makes durations longer.
 *
 * @param times how many times the tolerance of a simulated run it takes
 * @param millis what durations must be apart: the 99th percentile of the generator's lag in the worst run; 0 in a simulation
 */
record Grain(double times, double millis) {

    private static final double REAL = 2;

    /** Of runs in virtual time. */
    static final Grain SIMULATED = new Grain(1, 0);

    static Grain of(Side base, Side other) {
        if (base.isSimulated() && other.isSimulated()) {
            return SIMULATED;
        }
        List<RunResult> runs =
                Stream.of(base, other).flatMap(side -> side.results().stream()).toList();
        double lag = runs.stream()
                .map(run -> run.metrics().get("generator.lag"))
                .filter(Metric.Distribution.class::isInstance)
                .map(Metric.Distribution.class::cast)
                .filter(found -> found.count() > 0)
                .mapToDouble(Metric.Distribution::p99)
                .max()
                .orElse(0);
        return new Grain(REAL, lag);
    }
}
