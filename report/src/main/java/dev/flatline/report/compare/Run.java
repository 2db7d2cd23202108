package dev.flatline.report.compare;

import dev.flatline.core.measure.HistogramLogFile;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One run of a side.
 *
 * @param result what it left behind
 * @param flatline the version that ran it; empty if that is not known
 * @param settings its scenario, every key with its value
 * @param errors the sampling errors of percentiles such as {@code outage.p99}; empty where nobody needs them
 */
record Run(RunResult result, String flatline, Map<String, String> settings, Map<String, SamplingError> errors) {

    private static final double HALF = 0.5;
    private static final double P99 = 0.99;

    /** A run of which nothing but its result is known. */
    static Run of(RunResult result) {
        return new Run(result, "", Map.of(), Map.of());
    }

    /**
     * Reads a run.
     *
     * @param alone whether it is the only one of its side: then its percentiles need their sampling errors
     * @throws ResultFolderException if the folder is no run, or is one that did not come to its end
     */
    static Run read(Path folder, boolean alone) throws ResultFolderException {
        ResultFolder read = ResultFolder.open(folder);
        RunResult.State state = read.summary().state();
        if (state == RunResult.State.RUNNING || state == RunResult.State.INTERRUPTED) {
            throw new ResultFolderException(folder + " is a run that did not come to its end: it cannot be compared");
        }
        return new Run(
                read.summary(), read.flatline(), Settings.of(read.scenario()), alone ? errors(folder, read) : Map.of());
    }

    private static Map<String, SamplingError> errors(Path folder, ResultFolder read) throws ResultFolderException {
        Map<String, SamplingError> errors = new HashMap<>();
        if (read.histograms().isEmpty()) {
            return errors;
        }
        Map<String, Metric> metrics = read.summary().metrics();
        HistogramLogFile.Found found = durations(folder, read.histograms().get(), metrics.keySet());
        found.metrics().forEach((name, durations) -> {
            if (metrics.get(name) instanceof Metric.Distribution times && durations.count() > 0) {
                long all = Math.max(durations.count(), times.count() + times.unfinished());
                errors.put(name + ".p50", SamplingError.of(durations, HALF, all));
                errors.put(name + ".p99", SamplingError.of(durations, P99, all));
            }
        });
        return errors;
    }

    private static HistogramLogFile.Found durations(Path folder, HistogramLogFile log, Set<String> names)
            throws ResultFolderException {
        try {
            return log.read(names);
        } catch (IOException e) {
            throw new ResultFolderException(folder + ": " + e.getMessage(), e);
        }
    }
}
