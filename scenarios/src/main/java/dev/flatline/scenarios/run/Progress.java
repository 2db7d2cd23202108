package dev.flatline.scenarios.run;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.Snapshot;
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
 * @param spoilt what has spoilt the run so far, a line each, in the order in which it was told
 */
public record Progress(
        double elapsedSeconds,
        double plannedSeconds,
        int clients,
        Snapshot snapshot,
        List<ObjectiveOutcome> objectives,
        List<String> faultsInForce,
        List<String> spoilt) {

    /** Copies the lists. */
    public Progress {
        objectives = List.copyOf(objectives);
        faultsInForce = List.copyOf(faultsInForce);
        spoilt = List.copyOf(spoilt);
    }
}
