package dev.flatline.report.words;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.Second;
import java.util.List;
import java.util.Optional;

/** How far a run came and what its numbers are worth. */
public final class Standing {

    private Standing() {}

    /** Seconds that were measured: what the summary says, or what the timeline has where a kill left the summary behind. */
    public static double measuredSeconds(RunResult run, List<Second> seconds) {
        int rows = seconds.isEmpty() ? 0 : seconds.get(seconds.size() - 1).second() + 1;
        return Math.max(run.ranSeconds(), rows);
    }

    /** What a reader must know before any number; empty for a run that came to its end and is valid. */
    public static Optional<String> notice(RunResult run, double measuredSeconds, boolean beingWritten) {
        String ran = Units.seconds(measuredSeconds);
        String planned = " of " + Units.seconds(run.identity().plannedSeconds());
        if (run.state() == RunResult.State.RUNNING) {
            return Optional.of(
                    beingWritten
                            ? "This run is still going: below is what has been measured in " + ran + planned + "."
                            : "This run was killed after " + ran + planned
                                    + "; everything below is what had been measured by then.");
        }
        if (run.state() == RunResult.State.INTERRUPTED) {
            return Optional.of("This run was stopped after " + ran + planned
                    + "; everything below is what had been measured by then.");
        }
        if (run.state() == RunResult.State.ABORTED) {
            String why =
                    run.verdict() == RunResult.Verdict.MISSED ? "an objective was missed" : "its target was broken";
            return Optional.of("This run stopped itself after " + ran + planned + ", because " + why
                    + "; everything below is what had been measured by then. The first" + " warning says why.");
        }
        return run.verdict() == RunResult.Verdict.INVALID
                ? Optional.of(
                        "The machine that ran the clients was the bottleneck, or a fault could not be done: the numbers"
                                + " below say nothing about the server. The first warning says why.")
                : Optional.empty();
    }

    /** Whether the run ended before it could say what became of an objective. */
    public static boolean undecided(RunResult run, ObjectiveOutcome objective) {
        return run.verdict() == RunResult.Verdict.INCOMPLETE && objective.outcome() != Outcome.NOT_OBSERVABLE;
    }

    /** What stands beside an objective; may be empty. */
    public static String reason(RunResult run, ObjectiveOutcome objective) {
        return undecided(run, objective) ? "" : objective.reason();
    }

    /** Whether a run that is met had no objective that anything could be said about. */
    public static boolean unasked(RunResult run) {
        return run.objectives().stream().allMatch(each -> each.outcome() == Outcome.NOT_OBSERVABLE);
    }

    /** The verdict in a few words. */
    public static String verdict(RunResult run) {
        return switch (run.verdict()) {
            case MET -> unasked(run) ? unasked(run.objectives().size()) : "objectives met";
            case MISSED -> "objectives missed";
            case INVALID -> "invalid";
            case INCOMPLETE -> run.state() == RunResult.State.RUNNING ? "not over" : "incomplete";
        };
    }

    private static String unasked(int objectives) {
        return "completed, " + (objectives == 0 ? "no objectives" : "no objective observable");
    }
}
