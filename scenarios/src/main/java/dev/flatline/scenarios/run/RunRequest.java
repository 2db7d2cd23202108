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
 */
public record RunRequest(Scenario scenario, Optional<URI> target, Path out, String command) {}
