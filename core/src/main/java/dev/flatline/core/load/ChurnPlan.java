package dev.flatline.core.load;

import java.util.Locale;

/**
 * Clients that leave and come back by their own choice, as people do: a stay and an absence are exponential, drawn anew
 * each time.
 *
 * @param stayNanos mean time from open to leaving; 0 never leaves
 * @param awayNanos mean time until it comes back
 */
public record ChurnPlan(long stayNanos, long awayNanos) {

    /** Nobody leaves. */
    public static final ChurnPlan NONE = new ChurnPlan(0, 0);

    /** Checks the ranges. */
    public ChurnPlan {
        if (stayNanos < 0 || awayNanos < 0) {
            throw new IllegalArgumentException("stay and away must not be negative");
        }
    }

    /**
     * A group in which so many leave in a second, on average: by Little's law the mean stay is {@code clients / rate − away}.
     *
     * @throws IllegalArgumentException if the group is too small for that rate
     */
    public static ChurnPlan atRate(double perSecond, int clients, long awayNanos) {
        double stay = clients * 1e9 / perSecond - awayNanos;
        if (!(perSecond > 0) || stay < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d clients that are away for %.1f s cannot leave at %.1f/s; accepted: a rate below %.1f/s",
                    clients,
                    awayNanos / 1e9,
                    perSecond,
                    awayNanos == 0 ? Double.POSITIVE_INFINITY : clients * 1e9 / awayNanos));
        }
        return new ChurnPlan((long) stay, awayNanos);
    }

    /** Whether anybody leaves. */
    public boolean happens() {
        return stayNanos > 0;
    }
}
