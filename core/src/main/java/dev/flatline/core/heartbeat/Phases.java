package dev.flatline.core.heartbeat;

/**
 * The two thresholds of a rule, as silences in nanoseconds, and when a connection has to be looked at next.
 *
 * @param quietAfterNanos the silence that is due a ping, or {@link HeartbeatRule#NEVER}
 * @param expireAfterNanos the silence that ends in expiry, or {@link HeartbeatRule#NEVER}
 */
record Phases(long quietAfterNanos, long expireAfterNanos) {

    static Phases of(HeartbeatRule rule) {
        return new Phases(rule.pings() ? rule.pingAfterNanos() : HeartbeatRule.NEVER, rule.expireAfterNanos());
    }

    /** The shortest silence that anything follows from. */
    long firstNanos() {
        return Math.min(quietAfterNanos, expireAfterNanos);
    }

    /** When a connection that was seen at this instant is due its first report, if it stays silent. */
    long firstDeadline(long seen) {
        return later(seen, firstNanos());
    }

    /**
     * When a connection that is quiet, and not yet expired, must be looked at again: when it expires, or when it would be
     * quiet a second time had it been heard the moment after {@code now}.
     */
    long secondDeadline(long seen, long now) {
        return Math.min(later(seen, expireAfterNanos), later(now, quietAfterNanos));
    }

    /** Neither argument is negative, so an overflow shows in the sign. */
    private static long later(long instant, long durationNanos) {
        long sum = instant + durationNanos;
        return sum < 0 ? HeartbeatRule.NEVER : sum;
    }
}
