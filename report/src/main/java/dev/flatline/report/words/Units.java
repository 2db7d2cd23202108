package dev.flatline.report.words;

import dev.flatline.core.measure.MetricCatalog;
import java.util.List;
import java.util.Locale;

/** Numbers for people: three digits, the unit that suits them, and words where there is no number. */
public final class Units {

    private static final String NEVER = "never";
    private static final String NO_DATA = "no data";
    private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Units() {}

    /** A duration in milliseconds; infinite is "never", NaN "no data". */
    public static String duration(double millis) {
        if (Double.isNaN(millis)) {
            return NO_DATA;
        }
        if (Double.isInfinite(millis)) {
            return NEVER;
        }
        if (millis == 0) {
            return "0 ms";
        }
        if (millis < 0.9995) {
            return digits(millis * 1e3) + " µs";
        }
        if (millis < 999.5) {
            return digits(millis) + " ms";
        }
        return millis < 59_950 ? digits(millis / 1e3) + " s" : minutes(Math.round(millis / 1e3));
    }

    /** A moment or a span on the run's clock, in seconds: to the tenth, without a zero behind the point. */
    public static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return NO_DATA;
        }
        double tenths = Math.round(seconds * 10) / 10.0;
        return (tenths == Math.rint(tenths) ? count((long) tenths) : format("%.1f", tenths)) + " s";
    }

    /** A whole number, in groups of three. */
    public static String count(long value) {
        return format("%,d", value);
    }

    /** Bytes, in KiB, MiB or GiB from a thousand on. */
    public static String bytes(long bytes) {
        double size = bytes;
        for (String unit : List.of("B", "KiB", "MiB")) {
            if (size < 1_000) {
                return (unit.equals("B") ? count(bytes) : digits(size)) + " " + unit;
            }
            size /= 1_024;
        }
        return digits(size) + " GiB";
    }

    /** A level of the metric of that name, with the unit that the name implies. */
    public static String level(String metric, long value) {
        return MetricCatalog.inBytes(metric) ? bytes(value) : count(value);
    }

    /** A plain number; NaN is "no data". */
    public static String ratio(double value) {
        if (Double.isNaN(value)) {
            return NO_DATA;
        }
        return Double.isInfinite(value) ? NEVER : digits(value);
    }

    /** A share from 0 to 1 as a percentage. */
    public static String share(double share) {
        return Double.isFinite(share) ? ratio(share * 100).replaceFirst("\\.0+$", "") + " %" : NO_DATA;
    }

    /** A size in the unit that suits it, in powers of 1,024. */
    public static String bytes(double bytes) {
        if (!Double.isFinite(bytes)) {
            return NO_DATA;
        }
        int power = 0;
        double value = bytes;
        while (Math.abs(value) >= 999.5 && power < BYTES.length - 1) {
            value /= 1024;
            power++;
        }
        return (power == 0 ? count(Math.round(value)) : digits(value)) + " " + BYTES[power];
    }

    private static String minutes(long seconds) {
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    /** Three significant digits, and never fewer than the whole part has. */
    private static String digits(double value) {
        double size = Math.abs(value);
        if (size >= 99.95) {
            return count(Math.round(value));
        }
        return format(size >= 9.995 ? "%.1f" : "%.2f", value);
    }

    private static String format(String pattern, Object value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
