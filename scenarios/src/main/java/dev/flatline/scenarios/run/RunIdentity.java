package dev.flatline.scenarios.run;

import dev.flatline.core.measure.RunResult;
import dev.flatline.scenarios.Scenario;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which engine ran a request, against what, and since when.
 *
 * @param engine {@code real} or {@code simulated}
 * @param target what the clients connected to
 * @param startedAt wall-clock start
 */
record RunIdentity(String engine, String target, Instant startedAt) {

    RunResult.Identity of(RunRequest request) {
        Scenario scenario = request.scenario();
        return new RunResult.Identity(
                scenario.name(),
                scenario.description(),
                scenario.seed(),
                engine,
                target,
                scenario.load().clients(),
                scenario.durationNanos() / 1e9,
                startedAt.truncatedTo(ChronoUnit.SECONDS).toString(),
                request.command());
    }
}
