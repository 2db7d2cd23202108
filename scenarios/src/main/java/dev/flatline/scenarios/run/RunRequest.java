package dev.flatline.scenarios.run;

import dev.flatline.scenarios.Scenario;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an engine is asked to run.
 *
 * @param scenario what to run, overrides applied
 * @param target the foreign server, or empty for one of ours
 * @param out the result folder; it exists and can be written to
 * @param command the command that repeats the run
 * @param processes into how many processes it is cut
 */
public record RunRequest(
        Scenario scenario, Optional<URI> target, Path out, String command, Processes processes) {

    /** A run in this process. */
    public RunRequest(Scenario scenario, Optional<URI> target, Path out, String command) {
        this(scenario, target, out, command, Processes.ONE);
    }
}
