package dev.flatline.core.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a histogram log of durations that a test makes up, with the classes that write it in a run. */
public final class LogOfDurations implements AutoCloseable {

    private final Map<String, LatencyRecorder> recorders = new LinkedHashMap<>();
    private final PrintStream out;
    private final HistogramLog log;
    private long second;

    /** Begins the log. */
    public LogOfDurations(Path file) {
        try {
            out = new PrintStream(file.toFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log = new HistogramLog(out);
    }

    /** Records a duration in the second under way. */
    public LogOfDurations record(String metric, double millis) {
        recorders.computeIfAbsent(metric, LatencyRecorder::new).record(0, Math.round(millis * 1e6));
        return this;
    }

    /** Ends the second under way. */
    public LogOfDurations endSecond() {
        log.interval(second * 1_000, (second + 1) * 1_000);
        recorders.values().forEach(recorder -> log.write(recorder.takeInterval()));
        second++;
        return this;
    }

    /** What a summary says of the durations recorded so far. */
    public Metric.Distribution summary(String metric) {
        return recorders.computeIfAbsent(metric, LatencyRecorder::new).summary();
    }

    @Override
    public void close() {
        out.close();
    }
}
