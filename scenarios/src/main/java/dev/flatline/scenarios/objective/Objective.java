package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.scenarios.objective.Condition.Judged;

/**
 * One objective of a scenario.
 *
 * @param text as the scenario has it
 * @param condition what it asks for
 * @param abort whether the run ends at once when it is missed
 * @param afterNanos from which instant of the run on that is looked at
 */
public record Objective(String text, Condition condition, boolean abort, long afterNanos) {

    /**
     * Reads an objective that is looked at when the run is over.
     *
     * @throws IllegalArgumentException {@code found …; accepted …} if it is none
     */
    public static Objective parse(String text) {
        return new Objective(text.strip(), ObjectiveParser.parse(text), false, 0);
    }

    /** The same, which ends the run from an instant on as soon as it is missed. */
    public Objective aborting(long fromNanos) {
        return new Objective(text, condition, true, fromNanos);
    }

    /** Whether something in it only a server of ours can show. */
    public boolean needsServer() {
        return condition.claims().anyMatch(Claim::needsServer);
    }

    /** Whether it holds for what a run measured. */
    public ObjectiveOutcome evaluate(Measured measured) {
        Judged judged = condition.judge(measured);
        return new ObjectiveOutcome(text, judged.actual(), judged.outcome(), judged.reason());
    }
}
