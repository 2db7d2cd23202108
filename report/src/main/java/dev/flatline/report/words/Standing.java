package dev.flatline.report.words;

import dev.flatline.core.measure.RunResult;
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
        return run.verdict() == RunResult.Verdict.INVALID
                ? Optional.of("The machine that ran the clients was the bottleneck: the numbers below say nothing about"
                        + " the server. The warnings say what was too slow.")
                : Optional.empty();
    }

    /** The verdict in a few words. */
    public static String verdict(RunResult run) {
        return switch (run.verdict()) {
            case MET -> run.objectives().isEmpty() ? "completed, no objectives" : "objectives met";
            case MISSED -> "objectives missed";
            case INVALID -> "invalid";
            case INCOMPLETE -> "incomplete";
        };
    }
}
