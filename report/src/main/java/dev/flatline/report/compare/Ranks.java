package dev.flatline.report.compare;

import java.util.Arrays;

/**
 * The statistics of a few values on each of two sides: the shift of Hodges and Lehmann (Annals of Mathematical Statistics 34, 1963),
 * the median of all differences, and its interval by inverting the test of Mann and Whitney (same journal, 18, 1947; as in Hollander
 * and Wolfe, Nonparametric Statistical Methods, 4.3). Pure.
 */
final class Ranks {

    private static final double ALPHA = 0.05;
    private static final int EXACT = 400;
    private static final double NORMAL = 1.96;

    private Ranks() {}

    /** The median of all differences between a value of b and one of a. */
    static double shift(double[] a, double[] b) {
        return median(differences(a, b));
    }

    /** Where the shift lies in 95 of 100 cases, from and until; NaN twice if there are too few values to tell. */
    static double[] interval(double[] a, double[] b) {
        int left = leftOut(a.length, b.length);
        if (left == 0) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double[] sorted = differences(a, b);
        Arrays.sort(sorted);
        return new double[] {sorted[left - 1], sorted[sorted.length - left]};
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double upper = sorted[middle];
        double lower = sorted.length % 2 == 1 ? upper : sorted[middle - 1];
        return lower == upper ? upper : (lower + upper) / 2;
    }

    private static double[] differences(double[] a, double[] b) {
        double[] differences = new double[a.length * b.length];
        int at = 0;
        for (double left : a) {
            for (double right : b) {
                differences[at++] = left == right ? 0 : right - left;
            }
        }
        return differences;
    }

    /** Which of the differences, from either end, bounds the interval; 0 if none does. */
    private static int leftOut(int m, int n) {
        if (m * n > EXACT) {
            double deviation = Math.sqrt(m * n * (m + n + 1) / 12.0);
            return (int) Math.floor(m * n / 2.0 - NORMAL * deviation);
        }
        double[] ways = ways(m, n);
        double tail = ALPHA / 2 * Arrays.stream(ways).sum();
        int left = 0;
        double below = 0;
        while (below + ways[left] <= tail) {
            below += ways[left++];
        }
        return left;
    }

    /** In how many orders of m and n values Mann and Whitney's statistic has each of its values. */
    static double[] ways(int m, int n) {
        double[][][] counts = new double[m + 1][n + 1][];
        for (int i = 0; i <= m; i++) {
            for (int j = 0; j <= n; j++) {
                counts[i][j] = new double[i * j + 1];
                if (i == 0 || j == 0) {
                    counts[i][j][0] = 1;
                    continue;
                }
                for (int u = 0; u <= i * j; u++) {
                    counts[i][j][u] = (u >= i && u - i < counts[i][j - 1].length ? counts[i][j - 1][u - i] : 0)
                            + (u < counts[i - 1][j].length ? counts[i - 1][j][u] : 0);
                }
            }
        }
        return counts[m][n];
    }
}
