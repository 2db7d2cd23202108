package dev.flatline.report.compare;

import dev.flatline.report.words.Units;
import java.util.Locale;

/** A comparison in words. */
public final class Words {

    private static final double PERCENT = 100;

    private Words() {}

    /** A value of a row. */
    public static String value(Row row, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return "never";
        }
        return switch (row.kind()) {
            case DURATION -> Units.duration(value);
            case COUNT, LEVEL -> level(row.name(), value);
            case RATIO -> Units.ratio(value);
        };
    }

    /** A median of whole numbers may lie between two of them. */
    private static String level(String name, double value) {
        return value == Math.rint(value)
                ? Units.level(name.replaceFirst("\\.max.*", ""), (long) value)
                : Units.ratio(value);
    }

    /** How far a side is from the baseline. */
    public static String change(Row row, Row.Change change) {
        double shift = change.shift();
        if (Double.isNaN(shift)) {
            return "";
        }
        if (shift == 0) {
            return "0 %";
        }
        if (!Double.isNaN(change.share())) {
            return String.format(Locale.ROOT, "%+.0f %%", PERCENT * change.share());
        }
        return (shift > 0 ? "+" : "−") + value(row, Math.abs(shift));
    }

    /** The verdict in a word. */
    public static String verdict(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case WORSE -> "WORSE";
            case CHANGED -> "changed";
            case SAME -> "same";
            case UNCLEAR -> "unclear";
            case ONE_SIDED -> "one side only";
        };
    }

    /** How many runs a side has. */
    public static String runs(Side side) {
        int runs = side.runs().size();
        return runs + (runs == 1 ? " run" : " runs");
    }
}
