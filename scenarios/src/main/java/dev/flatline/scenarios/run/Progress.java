package dev.flatline.scenarios.run;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.Snapshot;
import dev.flatline.scenarios.Scenario;
import java.util.List;

/**
 * How a run stands.
 *
 * @param elapsedSeconds on the clock of the run
 * @param plannedSeconds how long it is to run
 * @param clients how many clients the fleet has
 * @param snapshot what the recorder says
 * @param objectives as they stood at the last full second
 * @param faultsInForce names of the faults in force; empty when nothing is wrong
 */
public record Progress(
        double elapsedSeconds,
        double plannedSeconds,
        int clients,
        Snapshot snapshot,
        List<ObjectiveOutcome> objectives,
        List<String> faultsInForce) {

    /** Copies the lists. */
    public Progress {
        objectives = List.copyOf(objectives);
        faultsInForce = List.copyOf(faultsInForce);
    }
    /** How a run of this scenario stands after {@code elapsedNanos}. */
    static Progress of(Scenario scenario, long elapsedNanos, Snapshot snapshot, List<ObjectiveOutcome> objectives) {
        return new Progress(
                Math.max(0, elapsedNanos) / 1e9,
                scenario.durationNanos() / 1e9,
                scenario.load().clients(),
                snapshot,
                objectives,
                snapshot.faultsInForce());
    }
}
