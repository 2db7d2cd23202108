package dev.flatline.core.load;

import java.util.random.RandomGenerator;

/**
 * When the clients of a fleet arrive: a non-decreasing sequence of intended starts, in nanoseconds from zero. Intended
 * means open model: an arrival does not wait for the one before.
 */
public interface ArrivalSchedule {

    /** The sequence from its beginning. The same draws give the same sequence. */
    Arrivals begin(RandomGenerator random);

    /** One sequence. Not thread-safe. */
    interface Arrivals {
        /** The next intended start, in nanoseconds from zero. */
        long nextNanos();
    }

    /** Refuses a rate that is not a positive finite number of arrivals per second. */
    static double positive(double perSecond) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("rate must be more than 0/s, found " + perSecond + "/s");
        }
        return perSecond;
    }
}
