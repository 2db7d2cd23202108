package dev.flatline.benchmarks;

import dev.flatline.benchmarks.heartbeat.CpuTime;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;

/** How what JMH measured reads. */
final class Score {

    private static final String[] UNITS = {"ns", "µs", "ms", "s"};
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Score() {}

    /** Processor time and allocation of one operation, such as {@code 2.31 ms, 16 B}. */
    @SuppressWarnings("rawtypes")
    static String readable(Map<String, Result> secondary) {
        return time(cpuNanos(secondary)) + ", " + bytes(allocated(secondary));
    }

    @SuppressWarnings("rawtypes")
    static double cpuNanos(Map<String, Result> secondary) {
        return score(secondary, CpuTime.NAME);
    }

    /** Bytes allocated for each operation. */
    @SuppressWarnings("rawtypes")
    static double allocated(Map<String, Result> secondary) {
        return score(secondary, ALLOCATED);
    }

    /** Three digits and a unit. */
    static String time(double nanos) {
        double time = nanos;
        int unit = 0;
        while (time >= 999.5 && unit < UNITS.length - 1) {
            time /= 1000;
            unit++;
        }
        return digits(time) + " " + UNITS[unit];
    }

    /** Whole bytes, kilobytes or megabytes; what the harness itself allocates is less than half a byte. */
    static String bytes(double bytes) {
        if (bytes < 999.5) {
            return Math.round(bytes) + " B";
        }
        return bytes < 999_500 ? digits(bytes / 1000) + " kB" : digits(bytes / 1_000_000) + " MB";
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    }

    @SuppressWarnings("rawtypes")
    private static double score(Map<String, Result> secondary, String name) {
        Result<?> result = secondary.get(name);
        return result == null ? Double.NaN : result.getScore();
    }
}
