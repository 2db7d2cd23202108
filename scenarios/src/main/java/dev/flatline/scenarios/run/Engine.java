package dev.flatline.scenarios.run;

import dev.flatline.core.measure.RunResult;

/** What runs a scenario, in real time or in virtual time. One engine runs once. */
public interface Engine {

    /**
     * Runs to the end, writes the result folder and returns what it says.
     *
     * @param progress told about four times a second how the run stands
     * @throws dev.flatline.scenarios.FlatlineException if it cannot, for a reason that a user can do something about
     */
    RunResult run(RunRequest request, ProgressListener progress);

    /** Ends the run within two seconds, from any thread; {@link #run} then returns what ran. Harmless twice. */
    void interrupt();
}
