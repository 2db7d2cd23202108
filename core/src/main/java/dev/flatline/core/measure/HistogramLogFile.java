package dev.flatline.core.measure;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link HistogramLog} wrote, line by line, and decodes only the metrics that are asked for. Each reading starts at
 * the beginning of the file, which may still grow. A last line that a kill tore, or that is not written to its end yet, is
 * left out and counted; any other line that is no histogram means that the file is not ours or was damaged.
 */
public final class HistogramLogFile {

    private static final String FIRST = "#[Flatline: interval histograms";
    private static final String TAG = "Tag=";
    private static final int FIELDS = 5;

    private final Path file;

    private HistogramLogFile(Path file) {
        this.file = file;
    }

    /**
     * The log in that file.
     *
     * @throws IOException if it cannot be read, or is none of ours: the message is one line for the user
     */
    public static HistogramLogFile open(Path file) throws IOException {
        try (LineInput lines = new LineInput(file)) {
            String whole = lines.next();
            String first = whole == null ? lines.rest() : whole;
            // A run that was killed at once leaves an empty file, or the beginning of the first line.
            if (!first.startsWith(FIRST) && !(whole == null && FIRST.startsWith(first))) {
                throw new IOException(
                        file + " is no histogram log of Flatline: its first line does not begin with " + FIRST);
            }
        }
        return new HistogramLogFile(file);
    }

    /**
     * What the log has of these metrics.
     *
     * @throws IOException if the file cannot be read or was damaged: the message is one line for the user
     */
    public Found read(Collection<String> metrics) throws IOException {
        Set<String> wanted = Set.copyOf(metrics);
        Map<String, LoggedDurations> found = new LinkedHashMap<>();
        int torn = 0;
        try (LineInput lines = new LineInput(file)) {
            String line = lines.next();
            while (line != null) {
                long number = lines.number();
                String next = lines.next();
                if (!isHead(line) && !take(line, wanted, found)) {
                    if (next != null || lines.torn() > 0) {
                        throw new IOException(file + " line " + number + " is no histogram: found '" + shortened(line)
                                + "', expected Tag=…,start,length,max,histogram");
                    }
                    torn++;
                }
                line = next;
            }
            torn += lines.torn();
        }
        return new Found(found, torn);
    }

    /** Whether a line is one of a histogram; it is decoded if it is wanted. */
    private static boolean take(String line, Set<String> wanted, Map<String, LoggedDurations> found) {
        String[] fields = line.split(",", FIELDS + 1);
        if (fields.length != FIELDS || !fields[0].startsWith(TAG)) {
            return false;
        }
        String metric = fields[0].substring(TAG.length());
        if (!wanted.contains(metric)) {
            return true;
        }
        try {
            double from = Double.parseDouble(fields[1]);
            double length = Double.parseDouble(fields[2]);
            Histogram histogram = Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(fields[4])), 0);
            found.computeIfAbsent(metric, LoggedDurations::new).add(from, from + length, histogram);
            return true;
        } catch (IllegalArgumentException
                | DataFormatException
                | IndexOutOfBoundsException
                | BufferUnderflowException e) {
            return false;
        }
    }

    private static boolean isHead(String line) {
        return line.startsWith("#") || line.startsWith("\"");
    }

    private static String shortened(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    /**
     * What was found.
     *
     * @param metrics by name; those that the log does not have are missing
     * @param torn lines left out at the end: 0 or 1
     */
    public record Found(Map<String, LoggedDurations> metrics, int torn) {

        /** The durations of a metric; null if the log has none. */
        public @Nullable LoggedDurations of(String metric) {
            return metrics.get(metric);
        }
    }
}
