package dev.flatline.report.compare;

import java.util.Arrays;
import java.util.List;

/**
 * One number of two sides, and how far apart they must be for it to matter: by more than the tolerance, of durations by more than
 * timers make ({@value #TIMER_MILLIS} ms), of counts by more than counting does: three deviations of Poisson's distribution.
 */
final class Pair {

    private static final double TIMER_MILLIS = 2;
    private static final double DEVIATIONS = 3;

    private final String name;
    private final Kind kind;
    private final double tolerance;
    private final List<Observed> base;
    private final List<Observed> other;

    /**
     * A number of two sides.
     *
     * @param name of the number
     * @param tolerance the share of the baseline up to which a difference does not matter
     * @param base for each run of the baseline; {@link Observed#NOTHING} where a run does not have it
     * @param other likewise
     */
    Pair(String name, Kind kind, double tolerance, List<Observed> base, List<Observed> other) {
        this.name = name;
        this.kind = kind;
        this.tolerance = tolerance;
        this.base = List.copyOf(base);
        this.other = List.copyOf(other);
    }

    String name() {
        return name;
    }

    boolean isDuration() {
        return kind == Kind.DURATION;
    }

    double tolerance() {
        return tolerance;
    }

    /** The runs of the baseline that have it. */
    List<Observed> base() {
        return base.stream().filter(Observed::isThere).toList();
    }

    /** The runs of the other side that have it. */
    List<Observed> other() {
        return other.stream().filter(Observed::isThere).toList();
    }

    /**
     * The values of all runs, those of the baseline first; NaN where a run has none. What never came is twice the largest value,
     * so that one can take means.
     */
    double[] aligned() {
        double[] all = new double[base.size() + other.size()];
        for (int run = 0; run < all.length; run++) {
            Observed observed = run < base.size() ? base.get(run) : other.get(run - base.size());
            all[run] = observed.value();
        }
        double most =
                Arrays.stream(all).filter(Double::isFinite).map(Math::abs).max().orElse(1);
        return Arrays.stream(all)
                .map(value -> Double.isInfinite(value) ? 2 * most : value)
                .toArray();
    }

    /** How many runs the baseline has. */
    int baseRuns() {
        return base.size();
    }

    /** The distance that two values must be apart to matter, at a share of the first. */
    double least(double from, double to, double share) {
        double floor = switch (kind) {
            case DURATION -> TIMER_MILLIS;
            case COUNT -> DEVIATIONS * Math.sqrt(Math.abs(from) + Math.abs(to));
            case LEVEL -> 1;
            case RATIO -> 0;
        };
        return Math.max(share * Math.abs(from), floor);
    }
}
