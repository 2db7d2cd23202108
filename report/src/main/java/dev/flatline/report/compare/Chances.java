package dev.flatline.report.compare;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How probable the differences of many numbers are, looked at all at once, if both sides are runs of the same thing: then chance alone
 * dealt the runs to the sides, and every other {@link Dealing} was as likely. This is the step-down maxT procedure of Westfall and
 * Young (Resampling-Based Multiple Testing, 1993, algorithm 4.1; also in Ge, Dudoit and Speed, Test 12, 2003): like Holm's, it keeps
 * the chance that <em>any</em> number is taken for different by accident below the level, but it knows that numbers rise and fall
 * together, and it can tell with four runs a side where Holm's would need eight.
 *
 * <p>The distance of two sides is that of their means over its standard error, with a fifth of what matters added to the error (as
 * Tusher, Tibshirani and Chu do, PNAS 98, 2001), so that a number that hardly varies is not far from itself; and it is nothing where
 * it does not matter. Pure.
 */
final class Chances {

    /** The level: how often anything at all may be taken for different although nothing is. */
    static final double ALPHA = 0.05;

    private static final double SHARE_OF_LEAST = 0.2;
    private static final double ROUNDING = 1 - 1e-9;

    private Chances() {}

    /** Whether that many runs can tell anything at this level. */
    static boolean canTell(int base, int other) {
        return Dealing.finest(base, other) <= ALPHA;
    }

    /** For each number: how probable it is that any of them and those less far apart is as far apart as it, by chance. */
    static double[] of(List<Pair> pairs) {
        double[] chances = new double[pairs.size()];
        if (pairs.isEmpty()) {
            return chances;
        }
        double[][] values = pairs.stream().map(Pair::aligned).toArray(double[][]::new);
        int base = pairs.get(0).baseRuns();
        List<BitSet> ways = Dealing.ways(base, values[0].length - base);
        double[] seen = distances(pairs, values, ways.get(0));
        int[] order = IntStream.range(0, seen.length)
                .boxed()
                .sorted(Comparator.comparingDouble(number -> -seen[number]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] asFar = new int[seen.length];
        for (BitSet way : ways) {
            double[] distances = distances(pairs, values, way);
            double farthest = 0;
            for (int rank = order.length - 1; rank >= 0; rank--) {
                farthest = Math.max(farthest, distances[order[rank]]);
                asFar[rank] += farthest >= seen[order[rank]] * ROUNDING ? 1 : 0;
            }
        }
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            largest = Math.max(largest, (double) asFar[rank] / ways.size());
            chances[order[rank]] = largest;
        }
        return chances;
    }

    private static double[] distances(List<Pair> pairs, double[][] values, BitSet inBase) {
        double[] distances = new double[values.length];
        Arrays.setAll(distances, number -> distance(pairs.get(number), values[number], inBase));
        return distances;
    }

    private static double distance(Pair pair, double[] values, BitSet inBase) {
        int[] counts = new int[2];
        double[] means = new double[2];
        double squares = 0;
        for (int run = 0; run < values.length; run++) {
            if (!Double.isNaN(values[run])) {
                // Welford's way, for sums of squares of large numbers lose their digits.
                int side = inBase.get(run) ? 0 : 1;
                double from = values[run] - means[side];
                means[side] += from / ++counts[side];
                squares += from * (values[run] - means[side]);
            }
        }
        if (counts[0] == 0 || counts[1] == 0) {
            return 0;
        }
        double apart = Math.abs(means[1] - means[0]);
        // The smaller mean, whichever side it is, for a way and its mirror image are as far apart.
        double small = Math.abs(means[0]) < Math.abs(means[1]) ? means[0] : means[1];
        double least = pair.least(small, means[0] + means[1] - small, pair.tolerance());
        if (apart <= least) {
            return 0;
        }
        double spread = squares / Math.max(1, counts[0] + counts[1] - 2);
        return apart / (Math.sqrt(spread * (1.0 / counts[0] + 1.0 / counts[1])) + SHARE_OF_LEAST * least);
    }
}
