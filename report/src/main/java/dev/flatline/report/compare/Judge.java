package dev.flatline.report.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells a difference from noise. What counts is the shift between the sides (Hodges and Lehmann), and it must matter ({@link Pair}).
 * Beyond that it depends on how many runs there are:
 *
 * <ul>
 *   <li>enough to deal them to the sides in twenty ways or more (four on each side, or three and four): {@link Chances}, which look at
 *       all numbers at once;
 *   <li>several on a side, but fewer: all values of one side beyond all of the other, with a gap as wide as either side itself; with
 *       fewer than three on one side twice as wide, and as far apart as single runs must be;
 *   <li>one on each side: nothing is known of the noise between runs, so twice the tolerance, of percentiles beyond the median, of
 *       recoveries and of peaks three times, by the {@link Grain} of the engine, and {@link SamplingError}s that do not touch.
 * </ul>
 *
 * <p>A percentile with fewer than {@value #BEHIND} values beyond it is worth nothing, and unclear. Pure.
 */
final class Judge {

    private static final double BEHIND = 10;
    private static final int FEW = 3;

    private final Pair pair;
    private final Better better;
    private final Grain grain;
    private final double[] base;
    private final double[] other;

    private Judge(Pair pair, Better better, Grain grain) {
        this.pair = pair;
        this.better = better;
        this.grain = grain;
        this.base = values(pair.base());
        this.other = values(pair.other());
    }

    private static double[] values(List<Observed> observed) {
        return observed.stream().mapToDouble(Observed::value).toArray();
    }

    /**
     * The verdict on a number of two sides.
     *
     * @param better which way it is better
     * @param chance of such a difference among all numbers; NaN if there are too few runs to tell
     * @param grain how coarsely too few runs measure
     */
    static Judged judge(Pair pair, Better better, double chance, Grain grain) {
        if (pair.base().isEmpty() || pair.other().isEmpty()) {
            return new Judged(Verdict.ONE_SIDED, Double.NaN, "only one side has it");
        }
        return new Judge(pair, better, grain).judged(chance);
    }

    private Judged judged(double chance) {
        double shift = Ranks.shift(base, other);
        if (shift == 0 || !matters(shift, 1)) {
            return new Judged(Verdict.SAME, shift, "");
        }
        if (isThin(pair.base()) || isThin(pair.other())) {
            return unclear(shift, "too few values lie beyond this percentile");
        }
        if (!Double.isNaN(chance)) {
            return chance <= Chances.ALPHA
                    ? told(shift, p(chance))
                    : unclear(shift, p(chance) + ": chance may do that");
        }
        if (pair.isDuration() && Math.abs(shift) <= grain.millis()) {
            return unclear(shift, "no more than the generator's own lag");
        }
        boolean far = matters(shift, grain.times() * (isTail() ? 3 : 2));
        return base.length + other.length > 2 ? ofFew(shift, far) : ofSingle(shift, far);
    }

    private Judged ofFew(double shift, boolean far) {
        boolean three = Math.min(base.length, other.length) >= FEW;
        if (!apart(three ? 1 : 2)) {
            return unclear(shift, "the runs of a side differ as much");
        }
        return three || far ? told(shift, "all runs apart") : unclear(shift, "too few runs to tell");
    }

    private Judged ofSingle(double shift, boolean far) {
        if (!far) {
            return unclear(shift, "one run each says nothing of the noise");
        }
        return touching(pair.base().get(0), pair.other().get(0))
                ? unclear(shift, "within the sampling error of the percentile")
                : told(shift, "one run each");
    }

    private boolean matters(double shift, double times) {
        double least = pair.least(Ranks.median(base), Ranks.median(other), times * pair.tolerance());
        return Double.isInfinite(shift) || Math.abs(shift) > least;
    }

    private boolean isTail() {
        String name = pair.name();
        return name.contains(".p99")
                || name.contains(".max")
                || name.startsWith("recover.")
                || name.startsWith("attempts.peak");
    }

    private static boolean isThin(List<Observed> side) {
        return side.stream().anyMatch(each -> each.behind() < BEHIND);
    }

    private static boolean touching(Observed one, Observed two) {
        return one.low() <= two.high() && two.low() <= one.high();
    }

    /** Whether no value of one side is within the other, and the gap between them is that many times as wide as either side. */
    private boolean apart(double widths) {
        double[] low = base.clone();
        double[] high = other.clone();
        Arrays.sort(low);
        Arrays.sort(high);
        boolean rising = high[0] > low[low.length - 1];
        double gap = rising ? high[0] - low[low.length - 1] : low[0] - high[high.length - 1];
        double width = Math.max(width(low), width(high));
        return gap > 0 && (Double.isInfinite(gap) || gap >= widths * width);
    }

    private static double width(double[] sorted) {
        return sorted[0] == sorted[sorted.length - 1] ? 0 : sorted[sorted.length - 1] - sorted[0];
    }

    private static String p(double chance) {
        return chance < 0.0005 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", chance);
    }

    private Judged told(double shift, String reason) {
        Verdict verdict = switch (better) {
            case LOWER -> shift < 0 ? Verdict.BETTER : Verdict.WORSE;
            case HIGHER -> shift > 0 ? Verdict.BETTER : Verdict.WORSE;
            case NEITHER -> Verdict.CHANGED;
        };
        return new Judged(verdict, shift, reason);
    }

    private static Judged unclear(double shift, String reason) {
        return new Judged(Verdict.UNCLEAR, shift, reason);
    }

    /**
     * A verdict.
     *
     * @param shift from the baseline; NaN if there is none
     * @param reason of the verdict; may be empty
     */
    record Judged(Verdict verdict, double shift, String reason) {

        /** The same of runs that say nothing: a difference is unclear. */
        Judged withoutVerdict() {
            return verdict == Verdict.SAME || verdict == Verdict.ONE_SIDED
                    ? this
                    : unclear(shift, "the runs are INVALID");
        }
    }
}
