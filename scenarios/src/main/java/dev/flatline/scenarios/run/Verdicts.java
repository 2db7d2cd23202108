package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.scenarios.GeneratorBounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run says about its objectives, and about itself, from its numbers. */
final class Verdicts {

    private static final List<GeneratorCheck> CHECKS = List.of(
            new ExhaustionCheck(),
            LagCheck.FLEET,
            LagCheck.PROXY,
            new PauseCheck(),
            new ProcessorCheck(),
            new LateCheck());

    private Verdicts() {}

    /**
     * A run that an objective ended has missed it; any other that did not end is incomplete; one that its own generator spoilt is invalid, whatever its numbers say; an
     * objective without data is not met.
     */
    static Verdict of(State state, boolean invalid, List<ObjectiveOutcome> objectives, boolean endedByOne) {
        if (state == State.ABORTED && endedByOne && !invalid) {
            return Verdict.MISSED;
        }
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

    /** What of the generator was the bottleneck of the run, and what to do; empty if nothing was. */
    static List<String> spoilt(Map<String, Metric> metrics, GeneratorBounds bounds) {
        return CHECKS.stream()
                .map(check -> check.spoilt(metrics, bounds))
                .flatMap(Optional::stream)
                .toList();
    }
}
