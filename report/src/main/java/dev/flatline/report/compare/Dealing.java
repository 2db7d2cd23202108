package dev.flatline.report.compare;

import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The ways to deal runs to two sides: if both sides are runs of the same thing, each was as likely as the one that happened. All of
 * them where there are at most {@value #MOST}, otherwise that many drawn ones; the one that happened comes first. Pure.
 */
final class Dealing {

    static final int MOST = 10_000;

    private Dealing() {}

    /** How many there are. */
    static double count(int base, int other) {
        double ways = 1;
        for (int i = 1; i <= base; i++) {
            ways = ways * (other + i) / i;
        }
        return Math.rint(ways);
    }

    /** The smallest probability that they can tell: of sides of the same size, each way has a mirror image that is as far apart. */
    static double finest(int base, int other) {
        return (base == other ? 2 : 1) / Math.min(MOST, count(base, other));
    }

    /** The runs of the baseline in each way. */
    static List<BitSet> ways(int base, int other) {
        int runs = base + other;
        List<BitSet> ways = new ArrayList<>();
        int[] chosen = new int[base];
        for (int i = 0; i < base; i++) {
            chosen[i] = i;
        }
        if (count(base, other) > MOST) {
            ways.add(set(chosen));
            RandomGenerator random = new Seeds(0).generator("compare", runs);
            while (ways.size() < MOST) {
                ways.add(drawn(random, base, runs));
            }
            return ways;
        }
        do {
            ways.add(set(chosen));
        } while (next(chosen, runs));
        return ways;
    }

    private static BitSet set(int[] chosen) {
        BitSet set = new BitSet();
        for (int run : chosen) {
            set.set(run);
        }
        return set;
    }

    /** Steps to the next choice in lexical order; false behind the last. */
    private static boolean next(int[] chosen, int runs) {
        int size = chosen.length;
        int at = size - 1;
        while (at >= 0 && chosen[at] == runs - size + at) {
            at--;
        }
        if (at < 0) {
            return false;
        }
        chosen[at]++;
        for (int i = at + 1; i < size; i++) {
            chosen[i] = chosen[i - 1] + 1;
        }
        return true;
    }

    /** Each run is taken with the share of those still wanted among those still to come (Knuth, 3.4.2, algorithm S). */
    private static BitSet drawn(RandomGenerator random, int base, int runs) {
        BitSet set = new BitSet();
        int wanted = base;
        for (int run = 0; run < runs; run++) {
            if (random.nextInt(runs - run) < wanted) {
                set.set(run);
                wanted--;
            }
        }
        return set;
    }
}
