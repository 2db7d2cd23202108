package dev.flatline.core.fault.line;

/**
 * A segment is lost when its draw is below the probability; draws may be correlated: netem's {@code loss random p rho}.
 *
 * <p>Correlated draws crowd around the middle ({@link Correlation}), so with a correlation, a probability below one half
 * loses less than it says, and a small one next to nothing: 10 % lose 1.7 % at a correlation of 0.25 and 0.1 % at
 * 0.5 (simulated; there is no simple formula). For bursts with a loss that can be told beforehand take {@link GilbertElliott}.
 *
 * @param probability of a loss; the long-run loss when there is no correlation
 * @param correlation how much a draw takes after the one before it on the same line
 */
public record CorrelatedLoss(double probability, Correlation correlation) implements LossModel {

    /** Checks the range. */
    public CorrelatedLoss {
        Ranges.share("probability", probability);
    }

    /** Losses that do not depend on each other. */
    public CorrelatedLoss(double probability) {
        this(probability, Correlation.NONE);
    }

    @Override
    public LossProcess process() {
        Correlation.Draws draws = correlation.draws();
        return random -> draws.next(random) < probability;
    }
}
