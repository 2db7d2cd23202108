package dev.flatline.scenarios.run;

import dev.flatline.core.connection.CloseCause;
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

    /** How many times the allowed lag a single stall may last. */
    static final int WORST_STALL = 5;

    private static final String EXHAUSTED = "connect.failed." + CloseCause.NO_RESOURCES.label();
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

    /** What to tell when clients could not connect because this machine had nothing left to connect with. */
    static Optional<String> exhaustion(Map<String, Metric> metrics) {
        return metrics.get(EXHAUSTED) instanceof Metric.Count failed && failed.value() > 0
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%,d connects failed because this machine ran out of file descriptors or ports; use fewer clients,"
                                + " or see flatline doctor",
                        failed.value()))
                : Optional.empty();
    }

    /**
     * What to tell when the generator was later than it may be: at the 99th percentile, or once by more than
     * {@link #WORST_STALL} times as much, since one long stall in the middle of a storm is the storm's numbers.
     */
    static Optional<String> lateness(Map<String, Metric> metrics, long maxLagNanos) {
        double allowed = maxLagNanos / 1e6;
        if (!(metrics.get(LAG) instanceof Metric.Distribution lag)
                || !(lag.p99() > allowed || lag.max() > WORST_STALL * allowed)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "the generator was late: its clock ticked %.0f ms late at the 99th percentile (allowed: %.0f ms) and %.0f ms"
                        + " at worst (allowed: %.0f ms); use fewer clients or a quieter machine",
                lag.p99(),
                allowed,
                lag.max(),
                WORST_STALL * allowed));
    }
}
