package dev.flatline.report.compare;

import java.util.Arrays;

/**
 * The statistics of a few values on each of two sides: the two-sided exact test of Mann and Whitney (Annals of Mathematical
 * Statistics 18, 1947; ties count half, which leaves the test a little too careful), and the shift of Hodges and Lehmann (same
 * journal, 34, 1963), the median of all differences. Pure.
 */
final class Ranks {

    private Ranks() {}

    /** The median of all differences between a value of b and one of a. */
    static double shift(double[] a, double[] b) {
        double[] differences = new double[a.length * b.length];
        int at = 0;
        for (double left : a) {
            for (double right : b) {
                differences[at++] = left == right ? 0 : right - left;
            }
        }
        return median(differences);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double upper = sorted[middle];
        double lower = sorted.length % 2 == 1 ? upper : sorted[middle - 1];
        return lower == upper ? upper : (lower + upper) / 2;
    }

    /** How probable a separation at least as large is if both sides are the same. */
    static double pValue(double[] a, double[] b) {
        double u = 0;
        for (double left : a) {
            for (double right : b) {
                u += left < right ? 1 : left == right ? 0.5 : 0;
            }
        }
        double[] ways = ways(a.length, b.length);
        double extreme = Math.max(u, (double) a.length * b.length - u);
        double beyond = 0;
        double all = 0;
        for (int value = 0; value < ways.length; value++) {
            all += ways[value];
            beyond += value >= extreme ? ways[value] : 0;
        }
        return Math.min(1, 2 * beyond / all);
    }

    /** In how many orders of m and n values the statistic has each of its values, by the recurrence on the largest value. */
    private static double[] ways(int m, int n) {
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
