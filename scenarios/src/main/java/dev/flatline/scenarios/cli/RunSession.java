package dev.flatline.scenarios.cli;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.live.LiveOptions;
import dev.flatline.scenarios.live.LivePorts;
import dev.flatline.scenarios.objective.Objectives;
import dev.flatline.scenarios.run.Engine;
import dev.flatline.scenarios.run.Mismatches;
import dev.flatline.scenarios.run.NotPutBackException;
import dev.flatline.scenarios.run.Processes;
import dev.flatline.scenarios.run.ReusedRows;
import dev.flatline.scenarios.run.RunRequest;
import dev.flatline.scenarios.view.LiveView;
import dev.flatline.scenarios.view.Screen;
import dev.flatline.scenarios.view.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run, from its result folder to its exit status, watched on the terminal and ended early by Ctrl-C. */
final class RunSession {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private static final long MILLI_NANOS = 1_000_000;

    private final Environment environment;

    /**
     * What is to be run.
     *
     * @param command the command that repeats it
     */
    record Job(Scenario scenario, String command, Processes processes) {}

    RunSession(Environment environment) {
        this.environment = environment;
    }

    /** Runs, shows what came out, and says how the program is to end. */
    ExitStatus run(Engine engine, Job job, ScenarioOptions options) {
        Scenario scenario = job.scenario();
        LiveOptions watched = options.live();
        warn(scenario);
        OutputFolder folder = options.out()
                .map(OutputFolder::prepare)
                .orElseGet(() -> OutputFolder.prepareFresh(defaultFolder(scenario)));
        Screen screen = environment.screen().get();
        screen.out().println(headline(scenario));
        screen.out().flush();
        boolean done = false;
        try (LivePorts live = LivePorts.open(watched, () -> environment.clock().millis() * MILLI_NANOS)) {
            live.lines().forEach(screen.out()::println);
            screen.out().flush();
            RunRequest request = new RunRequest(scenario, folder.path(), job.command(), job.processes(), live);
            RunResult result = watched(engine, request, screen);
            done = true;
            live.awaitLastLook();
            show(result, folder.path(), screen);
            return status(result);
        } catch (NotPutBackException e) {
            done = true;
            show(e.result(), folder.path(), screen);
            throw e.failure();
        } finally {
            if (!done) {
                folder.discardIfEmpty();
            }
        }
    }

    private RunResult watched(Engine engine, RunRequest request, Screen screen) {
        AtomicBoolean interrupted = new AtomicBoolean();
        boolean servers = request.scenario().targets().replicas().isPresent();
        Runnable handler = () -> {
            if (interrupted.getAndSet(true)) {
                if (servers) {
                    warn("ended at once; what is not put back yet is put back by: flatline heal");
                }
                environment.interrupts().exitNow(ExitStatus.INTERRUPTED.code());
            } else {
                if (servers) {
                    tell("putting everything back; a second signal ends it at once and leaves that to: flatline heal");
                }
                engine.interrupt();
            }
        };
        Runnable undo = environment.interrupts().onInterrupt(handler);
        // A terminal that is closed is nobody's wish to leave servers frozen.
        Runnable undoHangUp = environment.interrupts().onHangUp(handler);
        LiveView view = new LiveView(screen, request.scenario().faults());
        try {
            return engine.run(request, view);
        } finally {
            view.close();
            undo.run();
            undoHangUp.run();
        }
    }

    private void show(RunResult result, Path folder, Screen screen) {
        screen.out().println();
        Summary.lines(result, screen.style()).forEach(screen.out()::println);
        Path report = folder.resolve("report.html");
        screen.out().println("Results: " + folder + (Files.exists(report) ? "   Report: " + report : ""));
        screen.out().flush();
    }

    private void warn(Scenario scenario) {
        if (scenario.targets().isForeign()) {
            Objectives.foreignWarnings(scenario.objectives()).forEach(this::warn);
        }
        Arrived.warning(scenario).ifPresent(this::warn);
        Unnoticed.warnings(scenario, scenario.targets().isForeign()).forEach(this::warn);
        Mismatches.of(scenario, scenario.targets().isForeign()).forEach(this::warn);
        ReusedRows.of(scenario).forEach(this::warn);
    }

    private void warn(String text) {
        tell("warning: " + text);
    }

    private void tell(String text) {
        environment.err().println("flatline: " + text);
        environment.err().flush();
    }

    private Path defaultFolder(Scenario scenario) {
        String stamp = LocalDateTime.now(environment.clock()).format(STAMP);
        return environment.folder().resolve("results").resolve(scenario.name() + "-" + stamp);
    }

    private static String headline(Scenario scenario) {
        return String.format(
                Locale.ROOT,
                "%s: %,d clients, %s, seed %d%s",
                scenario.name(),
                scenario.load().clients(),
                Durations.text(scenario.durationNanos()),
                scenario.seed(),
                scenario.targets().isForeign()
                        ? ", against " + scenario.targets().words()
                        : "");
    }

    static ExitStatus status(RunResult result) {
        if (result.state() == RunResult.State.INTERRUPTED) {
            return ExitStatus.INTERRUPTED;
        }
        if (result.state() == RunResult.State.ABORTED && result.verdict() != RunResult.Verdict.MISSED) {
            return ExitStatus.UNREACHABLE;
        }
        return switch (result.verdict()) {
            case MET -> ExitStatus.OBJECTIVES_MET;
            case MISSED -> ExitStatus.MISSED;
            case INVALID -> ExitStatus.INVALID;
            case INCOMPLETE -> ExitStatus.INTERRUPTED;
        };
    }
}
