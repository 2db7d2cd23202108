package dev.flatline.core.fault.line;

import java.util.random.RandomGenerator;

/**
 * How much a draw takes after the one before it, as netem does it: {@code next = (1 - rho) × u + rho × last}, where
 * {@code last} is the draw before, already mixed, and begins as a uniform draw (Linux, {@code net/sched/sch_netem.c}, {@code
 * get_crandom}).
 *
 * <p>netem's manual says that this is "not a true statistical correlation", and it is right: successive draws correlate
 * by rho, but they are no longer uniform. They crowd around the middle, with {@code (1 - rho) / (1 + rho)} of the
 * variance, so a delay's spread shrinks and rare events become rarer still. Distributions apply to the mixed draw here,
 * so delays follow each other for all of them (netem indexes its tables by the draw's low bits, where little is left of
 * it).
 *
 * @param rho 0: independent draws; 1: the first draw for ever
 */
public record Correlation(double rho) {

    /** Independent draws. */
    public static final Correlation NONE = new Correlation(0);

    /** Checks the range. */
    public Correlation {
        Ranges.share("correlation", rho);
    }

    /** A new sequence of draws, which has no last one yet. */
    public Draws draws() {
        return new Draws(rho);
    }

    /** A uniform draw in (0, 1), neither end included, so that every quantile is finite. */
    static double uniform(RandomGenerator random) {
        return ((random.nextLong() >>> 12) + 0.5) * 0x1p-52;
    }

    /** A sequence of draws in (0, 1). Not thread-safe. */
    public static final class Draws {

        private final double rho;
        private double last = Double.NaN;

        private Draws(double rho) {
            this.rho = rho;
        }

        /** The next draw. */
        public double next(RandomGenerator random) {
            if (rho == 0) {
                return uniform(random);
            }
            if (Double.isNaN(last)) {
                last = uniform(random);
            }
            last = (1 - rho) * uniform(random) + rho * last;
            return last;
        }
    }
}
