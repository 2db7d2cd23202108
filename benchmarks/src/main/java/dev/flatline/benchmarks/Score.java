package dev.flatline.benchmarks;

import java.util.Locale;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/** How a JMH score reads. */
final class Score {

    private static final String[] UNITS = {"ns", "µs", "ms", "s"};

    private Score() {}

    /** The mean time of one operation with its 99.9 % error, such as {@code 2.31 ms ± 0.04}. */
    static String readable(BenchmarkResult result) {
        Result<?> primary = result.getPrimaryResult();
        double time = primary.getScore();
        double error = primary.getScoreError();
        int unit = 0;
        while (time >= 1000 && unit < UNITS.length - 1) {
            time /= 1000;
            error /= 1000;
            unit++;
        }
        String mean = String.format(Locale.ROOT, "%.2f %s", time, UNITS[unit]);
        return Double.isNaN(error) ? mean : mean + String.format(Locale.ROOT, " ± %.2f", error);
    }
}
