package dev.flatline.scenarios.cli;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.Second;
import dev.flatline.core.measure.Snapshot;
import dev.flatline.scenarios.run.Engine;
import dev.flatline.scenarios.run.Progress;
import dev.flatline.scenarios.run.ProgressListener;
import dev.flatline.scenarios.run.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An engine that returns at once. */
final class FakeEngine implements Engine {

    private final Supplier<RunResult.Verdict> verdict;
    /** How the run ends. */
    RunResult.State state = RunResult.State.COMPLETED;

    /** Called in the middle of the run. */
    Runnable midway = () -> {};

    List<RunRequest> requests = new ArrayList<>();

    FakeEngine(Supplier<RunResult.Verdict> verdict) {
        this.verdict = verdict;
    }

    /** What a run that began and was killed leaves behind. */
    static RunResult killed(RunRequest request) {
        return result(request, RunResult.State.RUNNING, RunResult.Verdict.INCOMPLETE, 12);
    }

    @Override
    public RunResult run(RunRequest request, ProgressListener progress) {
        requests.add(request);
        int clients = request.scenario().load().clients();
        Second second = new Second(3, 5, 5, 0, 7, 7, 0, 0, 1, 1);
        progress.onProgress(new Progress(
                3, 75, clients, new Snapshot(second, 5, 5, 0, 0, 0, List.of()), List.of(), List.of(), List.of()));
        midway.run();
        return result(request, state, verdict.get(), 75);
    }

    private static RunResult result(
            RunRequest request, RunResult.State state, RunResult.Verdict verdict, double seconds) {
        return new RunResult(
                new RunResult.Identity(
                        request.scenario().name(),
                        "",
                        42,
                        "real",
                        "embedded server",
                        request.scenario().load().clients(),
                        75,
                        "2026-01-01T00:00:00Z",
                        request.command()),
                state,
                verdict,
                seconds,
                Map.of("attempts.total", new Metric.Count(7)),
                Map.of(),
                List.<FaultOutcome>of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                "0000000000000000");
    }

    @Override
    public void interrupt() {
        state = RunResult.State.INTERRUPTED;
    }
}
