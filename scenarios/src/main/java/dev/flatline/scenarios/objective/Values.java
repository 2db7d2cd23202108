package dev.flatline.scenarios.objective;

import java.util.Locale;

/** Measured values as people read them. */
public final class Values {

    private static final double MINUTE = 60_000;

    private Values() {}

    /** A duration, in the unit that fits: {@code 0.42 ms}, {@code 340 ms}, {@code 4.21 s}, {@code 2m05s}, {@code never}. */
    public static String millis(double millis) {
        if (Double.isNaN(millis)) {
            return "no data";
        }
        if (Double.isInfinite(millis)) {
            return "never";
        }
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.2f ms", millis);
        }
        if (millis < 1_000) {
            return String.format(Locale.ROOT, "%.0f ms", millis);
        }
        if (millis < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.2f s", millis / 1_000);
        }
        long seconds = Math.round(millis / 1_000);
        return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }

    /** A number: whole ones with separators, others with two digits. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "no data";
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.2f", value);
    }
}
