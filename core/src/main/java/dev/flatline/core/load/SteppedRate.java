package dev.flatline.core.load;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A constant rate per step; the last step lasts for ever.
 *
 * <p>The arrivals up to time t number {@code N(t) = Σ rate × time spent in the step}; the i-th arrival is the earliest t
 * with {@code N(t) = i} that does not lie in a pause. So an interval that a step's end cuts goes on at the next step's
 * rate.
 *
 * @param steps at least one; a rate of 0 is a pause, which the last step cannot be
 */
public record SteppedRate(List<Step> steps) implements ArrivalSchedule {

    /** Checks the ranges. */
    public SteppedRate {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps must not be empty");
        }
        ArrivalSchedule.positive(steps.get(steps.size() - 1).perSecond());
    }

    @Override
    public Arrivals begin(RandomGenerator random) {
        return new Arrivals() {
            private int index;
            private long count;
            private long stepStartNanos;
            private double countAtStart;

            @Override
            public long nextNanos() {
                long arrival = count++;
                while (index < steps.size() - 1 && arrival >= countAtEnd()) {
                    countAtStart = countAtEnd();
                    stepStartNanos += steps.get(index++).forNanos();
                }
                return stepStartNanos
                        + (long) ((arrival - countAtStart)
                                * 1e9
                                / steps.get(index).perSecond());
            }

            private double countAtEnd() {
                Step step = steps.get(index);
                return countAtStart + step.perSecond() * step.forNanos() / 1e9;
            }
        };
    }

    /**
     * One step.
     *
     * @param perSecond arrivals per second, at least 0
     * @param forNanos how long it lasts, in nanoseconds
     */
    public record Step(double perSecond, long forNanos) {

        /** Checks the ranges. */
        public Step {
            if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
                throw new IllegalArgumentException("rate must be at least 0/s, found " + perSecond + "/s");
            }
            if (forNanos <= 0) {
                throw new IllegalArgumentException("for must be longer than 0");
            }
        }
    }
}
