package dev.flatline.core.measure;

import java.io.PrintStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes interval histograms in HdrHistogram's own log format (version 1.3, values in nanoseconds, one tag per metric),
 * which its viewers read. Times in the log are seconds from the start of the run.
 */
public final class HistogramLog {

    private final HistogramLogWriter writer;
    private long fromMillis;
    private long toMillis;

    /** Writes the header. The stream stays the caller's. */
    public HistogramLog(PrintStream out) {
        writer = new HistogramLogWriter(out);
        writer.outputComment("[Flatline: interval histograms, values in nanoseconds, one tag per metric]");
        writer.outputLogFormatVersion();
        writer.outputLegend();
    }

    /** Sets the interval that the next histograms belong to, in milliseconds from the start of the run. */
    void interval(long from, long to) {
        fromMillis = from;
        toMillis = to;
    }

    /** Writes a histogram of the interval; an empty one is left out. */
    void write(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return;
        }
        histogram.setStartTimeStamp(fromMillis);
        histogram.setEndTimeStamp(toMillis);
        writer.outputIntervalHistogram(fromMillis / 1e3, toMillis / 1e3, histogram, 1);
    }
}
