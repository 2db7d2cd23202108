package dev.flatline.scenarios.run;

import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.HistogramLog;
import dev.flatline.core.measure.MeterPlan;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.Identity;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.Second;
import dev.flatline.core.measure.Snapshot;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultFolderException;
import dev.flatline.report.files.ResultWriter;
import dev.flatline.report.render.Reports;
import dev.flatline.report.words.Units;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.objective.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The result folder of a run while it fills: every second what has happened goes to the files, so that a run that is
 * killed leaves what it had measured by then. Used by one thread; the recorder inside takes events from any.
 */
final class RunOutput implements AutoCloseable {

    private static final long MAX_LINES = 5_000_000;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Scenario scenario;
    private final Identity identity;
    private final Map<String, String> environment;
    private final List<String> warnings = new ArrayList<>();
    private final Failures failures;
    private final ResultWriter writer;
    private final RunRecorder recorder;
    private final HistogramLog histograms;
    private final long originNanos;
    private final AbortWatch abort;
    private final RunWatcher watcher;
    private final ObjectiveWatch objectives;
    private final List<String> healthNames = new ArrayList<>();
    private long writtenSeconds;
    private LongSupplier clock = () -> 0;
    private boolean closed;

    /** Opens the files; the folder is that of the request. */
    RunOutput(
            RunRequest request, Identity identity, Map<String, String> environment, MeterPlan plan, Failures failures) {
        this.failures = failures;
        this.watcher = request.watcher();
        this.scenario = request.scenario();
        this.abort = new AbortWatch(scenario.abort());
        this.objectives = new ObjectiveWatch(scenario.objectives());
        this.identity = identity;
        this.environment = environment;
        this.originNanos = plan.originNanos();
        warnings.addAll(Mismatches.of(scenario, scenario.targets().isForeign()));
        warnings.addAll(ReusedRows.of(scenario));
        try {
            writer = ResultFolder.create(request.out());
            writer.writeScenario(scenario.yaml());
        } catch (ResultFolderException e) {
            throw new FlatlineException(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
        }
        recorder = new RunRecorder(plan, writer.journal(), writer.ledger(), MAX_LINES);
        histograms = new HistogramLog(writer.histograms());
        write(State.RUNNING, originNanos, 0);
    }

    RunRecorder recorder() {
        return recorder;
    }

    /** Measures from now on, on this clock, how long the recorder is busy each time, for event loops may wait for it. */
    void measuredBy(LongSupplier nanoTime) {
        clock = nanoTime;
    }

    /** What a reader of the numbers must know. */
    void warn(String warning) {
        warnings.add(warning);
    }

    /** Writes the seconds that are over by now, if any. */
    void advance(long nowNanos) {
        long seconds = (nowNanos - originNanos) / SECOND_NANOS;
        if (seconds > writtenSeconds) {
            write(State.RUNNING, nowNanos, seconds * 1_000);
            writtenSeconds = seconds;
        }
    }

    /** Whether the scenario wants the run to be stopped: its target is broken, or an objective that ends the run is missed. */
    boolean isToStop() {
        return abort.isBroken() || objectives.reason().isPresent();
    }

    /** How the run stands. */
    Progress progress(long sinceStartNanos) {
        Snapshot now = recorder.snapshot();
        return new Progress(
                Math.max(0, sinceStartNanos) / 1e9,
                scenario.durationNanos() / 1e9,
                scenario.load().clients(),
                now,
                objectives.outcomes(),
                now.faultsInForce(),
                failures.warnings());
    }

    /** The run is over, at this instant of its clock: nothing more is recorded, and the report is written. */
    RunResult finish(State state, long nowNanos) {
        recorder.freeze();
        RunResult result = write(state, nowNanos, Math.max(0, nowNanos - originNanos) / 1_000_000);
        close();
        try {
            Reports.write(writer.folder());
        } catch (IOException e) {
            throw unwritable(e);
        }
        return result;
    }

    /** The run never began: removes the files again, and leaves the folder empty. */
    void discard() {
        close();
        try (Stream<Path> files = Files.list(writer.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private RunResult write(State state, long nowNanos, long untilMillis) {
        long began = clock.getAsLong();
        RunResult result = result(state, nowNanos);
        List<Second> seconds = recorder.takeSeconds(nowNanos);
        recorder.generatorWrote(clock.getAsLong() - began);
        try {
            boolean faulty = !recorder.snapshot().faultsInForce().isEmpty();
            seconds.forEach(second -> abort.see(second, faulty));
            writer.appendSeconds(seconds);
            health(nowNanos);
            recorder.takeIntervals(histograms, writtenSeconds * 1_000, untilMillis);
            writer.writeSummary(result);
            writer.flush();
            watcher.wrote(writer.folder(), result);
        } catch (ResultFolderException e) {
            throw unwritable(e);
        }
        return result;
    }

    /** A row of the samples of this second; the columns are those of the first one. */
    private void health(long nowNanos) throws ResultFolderException {
        Map<String, Double> levels = recorder.levels();
        if (levels.isEmpty()) {
            return;
        }
        if (healthNames.isEmpty()) {
            healthNames.addAll(levels.keySet());
            writer.openHealth(healthNames);
        }
        double[] row = healthNames.stream()
                .mapToDouble(name -> levels.getOrDefault(name, Double.NaN))
                .toArray();
        writer.appendHealth(Math.max(0, nowNanos - originNanos) / SECOND_NANOS, row);
    }

    private RunResult result(State state, long nowNanos) {
        var metrics = recorder.metrics();
        Measured measured = new Measured(
                metrics, recorder.groups(), recorder.faults(), recorder::percentileMillis, state == State.RUNNING);
        boolean decided = objectives.reason().isPresent();
        List<ObjectiveOutcome> outcomes = objectives.see(measured, Math.max(0, nowNanos - originNanos));
        List<String> invalid = new ArrayList<>(failures.warnings());
        invalid.addAll(Verdicts.spoilt(metrics, scenario.generator()));
        List<String> told = new ArrayList<>();
        if (state == State.ABORTED) {
            told.add(objectives.reason().orElseGet(() -> abort.reason(metrics)));
        }
        told.addAll(invalid);
        told.addAll(warnings);
        Snapshot now = recorder.snapshot();
        if (state == State.COMPLETED && now.down() > 0) {
            told.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d clients were without a working connection at the end",
                    now.down(),
                    identity.clients()));
        }
        List<BoundCheck> bounds = recorder.bounds();
        bounds.stream()
                .filter(bound -> bound.exceeded() > 0)
                .map(RunOutput::late)
                .forEach(told::add);
        if (recorder.droppedLines() > 0) {
            told.add(String.format(
                    Locale.ROOT,
                    "journal and ledger have a bound: by the end the journal kept one of %,d clients (lines 'sampled' say from"
                            + " when on); %,d lines were left out. The numbers are of all clients",
                    recorder.journalKeepsOneOf(),
                    recorder.droppedLines()));
        }
        return new RunResult(
                identity,
                state,
                Verdicts.of(state, !invalid.isEmpty(), outcomes, decided),
                Math.max(0, nowNanos - originNanos) / 1e9,
                metrics,
                measured.groups(),
                measured.faults(),
                bounds,
                outcomes,
                environment,
                told,
                recorder.traceHash());
    }

    private static String late(BoundCheck bound) {
        String whose = bound.scope().isEmpty() ? "" : " of " + bound.scope();
        return String.format(
                Locale.ROOT,
                "%s%s: %,d of %,d deaths were noticed later than the rule promises, %s at most (%s); the latest after %s",
                bound.metric(),
                whose,
                bound.exceeded(),
                bound.measured(),
                Units.duration(bound.boundMillis()),
                bound.formula(),
                Units.duration(bound.maxMillis()));
    }

    /** The folder could be written when the run began: what has changed since is the machine. */
    private static FlatlineException unwritable(IOException e) {
        return new FlatlineException(ExitStatus.MACHINE, String.valueOf(e.getMessage()), e);
    }
}
