package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a run says about its objectives, from its numbers. */
final class Verdicts {

    private static final String LAG = "generator.lag";

    private Verdicts() {}

    /**
     * A run that did not end is incomplete; one that its own generator spoilt is invalid, whatever its numbers say; an
     * objective without data is not met.
     */
    static Verdict of(State state, boolean invalid, List<ObjectiveOutcome> objectives) {
        if (state != State.COMPLETED) {
            return Verdict.INCOMPLETE;
        }
        if (invalid) {
            return Verdict.INVALID;
        }
        boolean missed = objectives.stream()
                .map(ObjectiveOutcome::outcome)
                .anyMatch(outcome -> outcome == Outcome.MISSED || outcome == Outcome.NO_DATA);
        return missed ? Verdict.MISSED : Verdict.MET;
    }

    /** What to tell when the generator was later than it may be. */
    static Optional<String> lateness(Map<String, Metric> metrics, long maxLagNanos) {
        if (metrics.get(LAG) instanceof Metric.Distribution lag && lag.p99() > maxLagNanos / 1e6) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "the generator was late: its clock ticked %.0f ms late at the 99th percentile, %.0f ms are allowed;"
                            + " use fewer clients or a quieter machine",
                    lag.p99(),
                    maxLagNanos / 1e6));
        }
        return Optional.empty();
    }
}
