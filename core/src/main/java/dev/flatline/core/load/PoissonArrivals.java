package dev.flatline.core.load;

import java.util.random.RandomGenerator;

/**
 * A Poisson process: gaps are exponential with mean {@code 1 / rate}, by inversion, {@code -ln(1 - U) / rate}.
 *
 * @param perSecond mean arrivals per second
 */
public record PoissonArrivals(double perSecond) implements ArrivalSchedule {

    /** Checks the range. */
    public PoissonArrivals {
        ArrivalSchedule.positive(perSecond);
    }

    @Override
    public Arrivals begin(RandomGenerator random) {
        return new Arrivals() {
            private double seconds;

            @Override
            public long nextNanos() {
                seconds -= Math.log1p(-random.nextDouble()) / perSecond;
                return (long) (seconds * 1e9);
            }
        };
    }
}
