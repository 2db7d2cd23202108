package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.Verdict;
import java.util.List;
import java.util.Map;

/** The objectives of a scenario together. */
public final class Objectives {

    private Objectives() {}

    /** What became of each, in order. */
    public static List<ObjectiveOutcome> evaluate(List<Objective> objectives, Map<String, Metric> metrics) {
        return objectives.stream().map(each -> each.evaluate(metrics)).toList();
    }

    /** What a run that came to its end says about them: one that nothing supports is missed. */
    public static Verdict verdict(List<ObjectiveOutcome> outcomes) {
        boolean missed = outcomes.stream()
                .anyMatch(each -> each.outcome() == Outcome.MISSED || each.outcome() == Outcome.NO_DATA);
        return missed ? Verdict.MISSED : Verdict.MET;
    }

    /** One warning for each that needs a server of ours, for a run against a foreign one. */
    public static List<String> foreignWarnings(List<Objective> objectives) {
        return objectives.stream()
                .filter(Objective::needsServer)
                .map(each ->
                        "objective '" + each.text() + "' needs Flatline's own server: it is left out of the verdict")
                .toList();
    }
}
