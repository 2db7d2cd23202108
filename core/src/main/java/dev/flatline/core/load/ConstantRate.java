package dev.flatline.core.load;

import java.util.random.RandomGenerator;

/**
 * Evenly spaced arrivals: the i-th at {@code i / rate}.
 *
 * @param perSecond arrivals per second
 */
public record ConstantRate(double perSecond) implements ArrivalSchedule {

    /** Checks the range. */
    public ConstantRate {
        ArrivalSchedule.positive(perSecond);
    }

    @Override
    public Arrivals begin(RandomGenerator random) {
        return new Arrivals() {
            private long count;

            @Override
            public long nextNanos() {
                return (long) (count++ * 1e9 / perSecond);
            }
        };
    }
}
