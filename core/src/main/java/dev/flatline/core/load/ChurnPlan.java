package dev.flatline.core.load;

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

    /** Whether anybody leaves. */
    public boolean happens() {
        return stayNanos > 0;
    }
}
