package dev.flatline.core.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A steady rate with one burst on top, as when a page is linked by many or a push message wakes every phone.
 *
 * <p>The arrivals up to time t number {@code N(t) = rate·t + burst·min(1, max(0, (t − at) / over))}; the i-th arrival is the
 * earliest t with {@code N(t) = i}.
 *
 * @param perSecond arrivals per second before, during and after the burst
 * @param atNanos when the burst begins, in nanoseconds from zero
 * @param burst how many arrive in the burst, beside those of the steady rate
 * @param overNanos how long the burst lasts, in nanoseconds; evenly
 */
public record Spike(double perSecond, long atNanos, int burst, long overNanos) implements ArrivalSchedule {

    /** Checks the ranges. */
    public Spike {
        ArrivalSchedule.positive(perSecond);
        if (atNanos < 0) {
            throw new IllegalArgumentException("at must not be negative");
        }
        if (burst < 1) {
            throw new IllegalArgumentException("clients must be at least 1, found " + burst);
        }
        if (overNanos <= 0) {
            throw new IllegalArgumentException("over must be longer than 0");
        }
    }

    @Override
    public Arrivals begin(RandomGenerator random) {
        List<SteppedRate.Step> steps = new ArrayList<>();
        if (atNanos > 0) {
            steps.add(new SteppedRate.Step(perSecond, atNanos));
        }
        steps.add(new SteppedRate.Step(perSecond + burst * 1e9 / overNanos, overNanos));
        steps.add(new SteppedRate.Step(perSecond, 1));
        return new SteppedRate(steps).begin(random);
    }
}
