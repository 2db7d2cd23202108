package dev.flatline.benchmarks.rig;

/**
 * What a figure of ours should be.
 *
 * @param sense which side of the limit is right
 * @param limit the last value that is right
 */
public record Aim(Sense sense, double limit) {

    /** Which side of the limit is right. */
    public enum Sense {
        AT_MOST,
        AT_LEAST,
        NONE
    }

    /** A figure that is only shown. */
    public static final Aim NONE = new Aim(Sense.NONE, Double.NaN);

    public static Aim atMost(double limit) {
        return new Aim(Sense.AT_MOST, limit);
    }

    public static Aim atLeast(double limit) {
        return new Aim(Sense.AT_LEAST, limit);
    }

    public String read(Unit unit) {
        return switch (sense) {
            case AT_MOST -> "≤ " + unit.read(limit);
            case AT_LEAST -> "≥ " + unit.read(limit);
            case NONE -> "";
        };
    }

    /** {@code met}, {@code missed}, or nothing where there is no aim. */
    public String verdict(double value) {
        return switch (sense) {
            case AT_MOST -> value <= limit ? "met" : "missed";
            case AT_LEAST -> value >= limit ? "met" : "missed";
            case NONE -> "";
        };
    }
}
