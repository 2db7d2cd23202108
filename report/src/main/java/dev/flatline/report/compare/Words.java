package dev.flatline.report.compare;

import dev.flatline.report.words.Units;

/** A comparison in words. */
public final class Words {

    private static final double PERCENT = 100;
    private static final double MANY = 9;

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
        return Double.isNaN(change.share())
                ? (shift > 0 ? "+" : "−") + value(row, Math.abs(shift))
                : percent(change.share());
    }

    /** Between what the shift lies, in 95 of 100 cases; empty if there are too few runs to tell. */
    public static String interval(Row row, Row.Change change) {
        if (!Double.isFinite(change.low()) || !Double.isFinite(change.high()) || Double.isNaN(change.share())) {
            return "";
        }
        double from = Math.abs(row.median(0));
        return percent(change.low() / from) + " to " + percent(change.high() / from);
    }

    /** A share of the baseline; from ten times as much on, how many times. */
    private static String percent(double share) {
        if (share >= MANY) {
            return "× " + Units.ratio(1 + share);
        }
        long percent = Math.round(PERCENT * share);
        return (percent > 0 ? "+" : percent < 0 ? "−" : "") + Units.count(Math.abs(percent)) + " %";
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
            case NOT_COMPARABLE -> "not comparable";
        };
    }

    /** How many runs a side has. */
    public static String runs(Side side) {
        int runs = side.size();
        return runs + (runs == 1 ? " run" : " runs");
    }
}
