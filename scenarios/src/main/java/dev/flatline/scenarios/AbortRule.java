package dev.flatline.scenarios;

/**
 * When a run is stopped because its target is clearly broken.
 *
 * @param share the share of the attempts that must have failed, from 0 to 1
 * @param forNanos for how long
 * @param attempts how many attempts must have ended in that time, at least
 */
public record AbortRule(double share, long forNanos, int attempts) {

    /** A run is never stopped for that. */
    public static final AbortRule NEVER = new AbortRule(1, 1_000_000_000L, Integer.MAX_VALUE);

    /** Checks the ranges. */
    public AbortRule {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("failed must be more than 0% and at most 100%");
        }
        if (forNanos < 1_000_000_000L) {
            throw new IllegalArgumentException("for must be at least 1s");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1");
        }
    }
}
