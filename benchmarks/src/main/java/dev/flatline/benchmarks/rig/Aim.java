package dev.flatline.benchmarks.rig;

import org.jspecify.annotations.Nullable;

/**
 * What a figure of ours should be.
 *
 * @param sense which side of the limit is right
 * @param limit the last value that is right
 * @param against whose figure it is a multiple of; null for a value by itself
 */
public record Aim(Sense sense, double limit, @Nullable Candidate against) {

    /** Which side of the limit is right. */
    public enum Sense {
        AT_MOST,
        AT_LEAST,
        NONE
    }

    /** A figure that is only shown. */
    public static final Aim NONE = new Aim(Sense.NONE, Double.NaN, null);

    public static Aim atMost(double limit) {
        return new Aim(Sense.AT_MOST, limit, null);
    }

    public static Aim atLeast(double limit) {
        return new Aim(Sense.AT_LEAST, limit, null);
    }

    /** At most so many times what another has in the same round. */
    public static Aim atMost(double limit, Candidate against) {
        return new Aim(Sense.AT_MOST, limit, against);
    }

    String read(Unit unit) {
        String value = against == null ? unit.read(limit) : Unit.TIMES.read(limit) + " " + against.key();
        return switch (sense) {
            case AT_MOST -> "≤ " + value;
            case AT_LEAST -> "≥ " + value;
            case NONE -> "";
        };
    }

    /** {@code met}, {@code missed}, that there is nothing to compare, or nothing where there is no aim. */
    String verdict(Figure figure) {
        double value = against == null ? figure.median(Candidate.FLATLINE) : Samples.median(figure.ratios(against));
        if (sense != Sense.NONE && Double.isNaN(value)) {
            return "not measured";
        }
        return switch (sense) {
            case AT_MOST -> value <= limit ? "met" : "missed";
            case AT_LEAST -> value >= limit ? "met" : "missed";
            case NONE -> "";
        };
    }
}
