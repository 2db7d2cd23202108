package dev.flatline.core.load;

import java.util.random.RandomGenerator;

/**
 * A rate that changes linearly from one value to another and then stays there.
 *
 * <p>The arrivals up to time t number {@code N(t) = from·t + (to − from)·t² / 2d} during the ramp of d seconds; the i-th
 * arrival is the t with {@code N(t) = i}, the positive root of that quadratic.
 *
 * @param fromPerSecond arrivals per second at the start; may be 0
 * @param toPerSecond arrivals per second at the end of the ramp, more than 0
 * @param overNanos length of the ramp in nanoseconds
 */
public record RampingRate(double fromPerSecond, double toPerSecond, long overNanos) implements ArrivalSchedule {

    /** Checks the ranges. */
    public RampingRate {
        ArrivalSchedule.positive(toPerSecond);
        if (!(fromPerSecond >= 0) || Double.isInfinite(fromPerSecond)) {
            throw new IllegalArgumentException("from must be at least 0/s, found " + fromPerSecond + "/s");
        }
        if (overNanos <= 0) {
            throw new IllegalArgumentException("over must be longer than 0");
        }
    }

    @Override
    public Arrivals begin(RandomGenerator random) {
        return new Arrivals() {
            private long count;

            @Override
            public long nextNanos() {
                return (long) (secondsOf(count++) * 1e9);
            }
        };
    }

    private double secondsOf(long arrival) {
        double over = overNanos / 1e9;
        double inRamp = (fromPerSecond + toPerSecond) / 2 * over;
        if (arrival >= inRamp) {
            return over + (arrival - inRamp) / toPerSecond;
        }
        double slope = (toPerSecond - fromPerSecond) / over;
        double root = Math.sqrt(fromPerSecond * fromPerSecond + 2 * slope * arrival);
        return arrival == 0 ? 0 : 2 * arrival / (fromPerSecond + root);
    }
}
