package dev.flatline.core.load;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A constant rate per step; the last step lasts for ever.
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
            private double stepStart;
            private double next;

            /** The rest of an interval that a step's end cuts goes on at the next step's rate. */
            @Override
            public long nextNanos() {
                long due = (long) (settle(next) * 1e9);
                next += 1 / steps.get(index).perSecond();
                return due;
            }

            private double settle(double seconds) {
                double at = seconds;
                while (index < steps.size() - 1 && at >= end()) {
                    double rate = steps.get(index).perSecond();
                    double stepEnd = end();
                    double left = rate == 0 ? 0 : (at - stepEnd) * rate;
                    stepStart = stepEnd;
                    index++;
                    double nextRate = steps.get(index).perSecond();
                    at = nextRate == 0 ? end() : stepEnd + left / nextRate;
                    next = at;
                }
                return at;
            }

            private double end() {
                return stepStart + steps.get(index).forNanos() / 1e9;
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
