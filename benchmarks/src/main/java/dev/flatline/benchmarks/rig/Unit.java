package dev.flatline.benchmarks.rig;

import java.util.Locale;

/** What a figure counts, and how it reads. */
public enum Unit {
    COUNT("%,.0f", ""),
    BYTES("%,.0f", " B"),
    MICROS("%.1f", " µs"),
    MILLIS("%.1f", " ms"),
    /** Where a tenth of a millisecond decides. */
    FINE_MILLIS("%.3f", " ms"),
    PER_SECOND("%,.0f", ""),
    /** Of one core. */
    PERCENT("%.2f", " %"),
    TIMES("%.2f", " ×");

    private final String format;
    private final String symbol;

    Unit(String format, String symbol) {
        this.format = format;
        this.symbol = symbol;
    }

    /** The value alone. */
    public String digits(double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The value and the unit. */
    public String read(double value) {
        return digits(value) + symbol;
    }
}
