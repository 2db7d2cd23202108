package dev.flatline.core.fault.line;

import java.util.random.RandomGenerator;

/**
 * Loss in bursts: a good and a bad state, with a loss of its own each; netem's {@code loss gemodel p r 1-h 1-k}, step by
 * step (Linux, {@code net/sched/sch_netem.c}, {@code loss_gilb_ell}): a line begins in the good state, and a segment meets
 * the loss of the state that it finds, then the state may change.
 *
 * <p>It fitted traces of a wired backbone well (Hasslinger and Hohlfeld) and those of indoor Wi-Fi badly (Cardoso and de
 * Rezende 2009).
 *
 * @param p how probably a good state turns bad, per segment
 * @param r how probably a bad state turns good, per segment, more than 0
 * @param lossBad the loss in the bad state, 1 - h
 * @param lossGood the loss in the good state, 1 - k
 */
public record GilbertElliott(double p, double r, double lossBad, double lossGood) implements LossModel {

    /** Checks the ranges. */
    public GilbertElliott {
        Ranges.share("p", p);
        Ranges.require(r > 0 && r <= 1, "r must be more than 0 and at most 1");
        Ranges.share("loss-bad", lossBad);
        Ranges.share("loss-good", lossGood);
    }

    /** Everything is lost in the bad state and nothing in the good one: netem's defaults. */
    public GilbertElliott(double p, double r) {
        this(p, r, 1, 0);
    }

    /** With {@code r = 1 - p}, netem's default: losses that do not depend on each other; {@code p} less than 1. */
    public GilbertElliott(double p) {
        this(p, 1 - p);
    }

    /** The share of segments lost in the long run, {@code p/(p+r) × (1-h) + r/(p+r) × (1-k)}: the stationary mean. */
    public double longRunLoss() {
        return (p * lossBad + r * lossGood) / (p + r);
    }

    /** How many segments a bad state lasts in the mean, {@code 1/r}; with the defaults, the mean run of losses. */
    public double meanBadRun() {
        return 1 / r;
    }

    @Override
    public LossProcess process() {
        return new Chain(this);
    }

    private static final class Chain implements LossProcess {

        private final GilbertElliott model;
        private boolean bad;

        Chain(GilbertElliott model) {
            this.model = model;
        }

        @Override
        public boolean loses(RandomGenerator random) {
            double loss = bad ? model.lossBad : model.lossGood;
            if (random.nextDouble() < (bad ? model.r : model.p)) {
                bad = !bad;
            }
            return random.nextDouble() < loss;
        }
    }
}
