package dev.flatline.scenarios.run;

import dev.flatline.scenarios.Scenario;
import java.nio.file.Path;

/**
 * What an engine is asked to run.
 *
 * @param scenario what to run, overrides applied
 * @param out the result folder; it exists and can be written to
 * @param command the command that repeats the run
 * @param processes into how many processes it is cut
 * @param watcher is told what the result is once a second
 */
public record RunRequest(Scenario scenario, Path out, String command, Processes processes, RunWatcher watcher) {

    /** A run in this process. */
    public RunRequest(Scenario scenario, Path out, String command) {
        this(scenario, out, command, Processes.ONE, RunWatcher.NONE);
    }
}
