package dev.flatline.scenarios.run;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.objective.Measured;
import dev.flatline.scenarios.objective.Objective;
import java.util.List;
import java.util.Optional;

/**
 * Holds the objectives against what is measured, while the run goes on and at its end. The first one that is to end the run and
 * is missed does so; one without data does not.
 */
final class ObjectiveWatch {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final List<Objective> objectives;
    private List<ObjectiveOutcome> outcomes = List.of();
    private Optional<String> reason = Optional.empty();

    ObjectiveWatch(List<Objective> objectives) {
        this.objectives = objectives;
    }

    /** How they stand, so long after the start of the run. */
    List<ObjectiveOutcome> see(Measured measured, long sinceStartNanos) {
        outcomes = objectives.stream()
                .map(objective -> objective.evaluate(measured))
                .toList();
        for (int i = 0; i < outcomes.size() && reason.isEmpty(); i++) {
            Objective objective = objectives.get(i);
            boolean missed = outcomes.get(i).outcome() == Outcome.MISSED;
            if (missed && objective.abort() && sinceStartNanos >= Math.max(SECOND_NANOS, objective.afterNanos())) {
                reason = Optional.of("aborted: the objective '" + objective.text() + "' was missed after "
                        + Durations.text(sinceStartNanos / 1_000_000 * 1_000_000) + " ("
                        + outcomes.get(i).actual() + ")");
            }
        }
        return outcomes;
    }

    /** How they stood when they were last looked at. */
    List<ObjectiveOutcome> outcomes() {
        return outcomes;
    }

    /** Why the run is to end, if it is. */
    Optional<String> reason() {
        return reason;
    }
}
