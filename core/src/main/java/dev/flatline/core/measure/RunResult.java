package dev.flatline.core.measure;

import java.util.List;
import java.util.Map;

/**
 * What a run leaves behind, from either engine.
 *
 * @param identity what was run
 * @param state how far it came
 * @param verdict what it says about the objectives
 * @param ranSeconds how long it ran, on its own clock
 * @param metrics every metric by name, in the order to show them
 * @param groups the metrics of each group of clients, by its name; empty when there is one group
 * @param faults what each fault did
 * @param bounds the metrics that have a theoretical bound, against it
 * @param objectives what was asked for and what came out
 * @param environment the machine and the versions, by name
 * @param warnings what a reader of the numbers must know
 * @param traceHash one number for all events; the same for the same seed in the simulator
 */
public record RunResult(
        Identity identity,
        State state,
        Verdict verdict,
        double ranSeconds,
        Map<String, Metric> metrics,
        Map<String, Map<String, Metric>> groups,
        List<FaultOutcome> faults,
        List<BoundCheck> bounds,
        List<ObjectiveOutcome> objectives,
        Map<String, String> environment,
        List<String> warnings,
        String traceHash) {

    /** How far a run came. */
    public enum State {
        /** It was still running when this was written: if nothing runs now, it was killed. */
        RUNNING,
        /** It ran to its end. */
        COMPLETED,
        /** It was stopped early. */
        INTERRUPTED,
        /** It stopped itself, because the target was clearly broken; the first warning says why. */
        ABORTED
    }

    /** What a run says about its objectives. */
    public enum Verdict {
        /** Every objective that could be observed was met. */
        MET,
        /** At least one objective was missed. */
        MISSED,
        /** The generator was the bottleneck, or a fault could not be done: the numbers say nothing about the server. */
        INVALID,
        /** The run did not come to its end. */
        INCOMPLETE
    }

    /**
     * What was run.
     *
     * @param scenario name of the scenario
     * @param description its description; may be empty
     * @param seed root seed
     * @param engine {@code real} or {@code simulated}
     * @param target {@code embedded server}, {@code simulated server} or the URL of a foreign one
     * @param clients how many clients
     * @param plannedSeconds how long it was to run
     * @param startedAt wall-clock start in ISO 8601, UTC
     * @param command the command that repeats it
     */
    public record Identity(
            String scenario,
            String description,
            long seed,
            String engine,
            String target,
            int clients,
            double plannedSeconds,
            String startedAt,
            String command) {}

    /**
     * One objective.
     *
     * @param text as the scenario has it
     * @param actual the value that was measured, with its unit, or a word such as {@code never}
     * @param outcome what became of it
     * @param reason why it is not met or not observable; may be empty
     */
    public record ObjectiveOutcome(String text, String actual, Outcome outcome, String reason) {

        /** What became of an objective. */
        public enum Outcome {
            /** It holds. */
            MET,
            /** It does not hold. */
            MISSED,
            /** Nothing was measured: an objective that nothing supports is not met. */
            NO_DATA,
            /** The metric cannot be observed on this target; the objective was left out of the verdict. */
            NOT_OBSERVABLE
        }
    }
}
