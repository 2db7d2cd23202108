package dev.flatline.report.compare;

import java.util.Arrays;
import java.util.List;

/**
 * Tells a difference from noise. What counts is the shift between the sides (Hodges and Lehmann), and it must be large enough to
 * matter: more than the tolerance, and more than what timers ({@value #TIMER_MILLIS} ms) or counting (three deviations of Poisson's
 * distribution) make. Beyond that it depends on how many runs there are:
 *
 * <ul>
 *   <li>four or more on each side: the exact test of Mann and Whitney, at {@value #ALPHA};
 *   <li>several on a side, and fewer than four on one: all values of one side beyond all of the other, with a gap as wide as either
 *       side itself;
 *   <li>one on each side: nothing is known of the noise between runs, so twice the tolerance, of percentiles beyond the median and
 *       of recoveries three times.
 * </ul>
 *
 * <p>A percentile with fewer than {@value #BEHIND} values beyond it is worth nothing, and unclear. Pure.
 */
final class Judge {

    private static final double ALPHA = 0.05;
    private static final int BEHIND = 10;
    private static final double TIMER_MILLIS = 2;
    private static final double DEVIATIONS = 3;
    private static final int TESTED = 4;

    private final String name;
    private final Kind kind;
    private final double tolerance;
    private final double[] base;
    private final double[] other;
    private final boolean thin;

    private Judge(String name, Kind kind, double tolerance, List<Observed> base, List<Observed> other) {
        this.name = name;
        this.kind = kind;
        this.tolerance = tolerance;
        this.base = values(base);
        this.other = values(other);
        this.thin = base.stream().anyMatch(each -> each.behind() < BEHIND)
                || other.stream().anyMatch(each -> each.behind() < BEHIND);
    }

    private static double[] values(List<Observed> observed) {
        return observed.stream().mapToDouble(Observed::value).toArray();
    }

    /**
     * The verdict on a number of two sides.
     *
     * @param tolerance the share of the baseline up to which a difference does not matter
     */
    static Judged judge(String name, Kind kind, double tolerance, List<Observed> base, List<Observed> other) {
        if (base.isEmpty() || other.isEmpty()) {
            return new Judged(Verdict.ONE_SIDED, Double.NaN, "only one side has it");
        }
        return new Judge(name, kind, tolerance, base, other).judged();
    }

    private Judged judged() {
        double shift = Ranks.shift(base, other);
        if (shift == 0 || !matters(shift, tolerance)) {
            return new Judged(Verdict.SAME, shift, "");
        }
        if (thin) {
            return new Judged(Verdict.UNCLEAR, shift, "too few values lie beyond this percentile");
        }
        int fewest = Math.min(base.length, other.length);
        if (fewest >= TESTED) {
            double p = Ranks.pValue(base, other);
            return p <= ALPHA
                    ? told(shift, "p = " + Math.round(p * 1_000) / 1_000.0)
                    : new Judged(Verdict.UNCLEAR, shift, "the runs of a side differ as much");
        }
        if (Math.max(base.length, other.length) > 1) {
            return apart()
                    ? told(shift, "all runs apart")
                    : new Judged(Verdict.UNCLEAR, shift, "the runs of a side differ as much");
        }
        return matters(shift, tolerance * (isTail() ? 3 : 2))
                ? told(shift, "one run each")
                : new Judged(Verdict.UNCLEAR, shift, "one run each says nothing of the noise");
    }

    private boolean matters(double shift, double share) {
        double size = Math.abs(shift);
        double from = Math.abs(Ranks.median(base));
        double to = Math.abs(Ranks.median(other));
        double least = switch (kind) {
            case DURATION -> TIMER_MILLIS;
            case COUNT -> DEVIATIONS * Math.sqrt(from + to);
            case LEVEL -> 1;
            case RATIO -> 0;
        };
        return Double.isInfinite(size) || (size > share * from && size > least);
    }

    private boolean isTail() {
        return name.contains(".p99") || name.contains(".max") || name.startsWith("recover.");
    }

    /** Whether no value of one side is within the other, and the gap between them is as wide as both. */
    private boolean apart() {
        double[] low = base.clone();
        double[] high = other.clone();
        Arrays.sort(low);
        Arrays.sort(high);
        boolean rising = high[0] > low[low.length - 1];
        double gap = rising ? high[0] - low[low.length - 1] : low[0] - high[high.length - 1];
        double width = Math.max(width(low), width(high));
        return gap > 0 && (Double.isInfinite(gap) || gap >= width);
    }

    private static double width(double[] sorted) {
        return sorted[0] == sorted[sorted.length - 1] ? 0 : sorted[sorted.length - 1] - sorted[0];
    }

    private Judged told(double shift, String reason) {
        Verdict verdict = switch (Numbers.better(name)) {
            case LOWER -> shift < 0 ? Verdict.BETTER : Verdict.WORSE;
            case HIGHER -> shift > 0 ? Verdict.BETTER : Verdict.WORSE;
            case NEITHER -> Verdict.CHANGED;
        };
        return new Judged(verdict, shift, reason);
    }

    /**
     * A verdict.
     *
     * @param shift from the baseline; NaN if there is none
     * @param reason of the verdict; may be empty
     */
    record Judged(Verdict verdict, double shift, String reason) {}
}
