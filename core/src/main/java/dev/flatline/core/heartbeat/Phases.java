package dev.flatline.core.heartbeat;

import dev.flatline.core.heartbeat.Expiry.From;

/**
 * What an {@link ExpiryDetector} looks for: two thresholds, as silences in nanoseconds.
 *
 * @param quietAfterNanos the silence that is due a ping, once; {@link HeartbeatRule#NEVER} for none
 * @param expireAfterNanos the silence that ends in expiry; {@link HeartbeatRule#NEVER} for none
 * @param scanNanos how often it is swept, which decides how fine a timing wheel is; 0 means very often
 */
public record Phases(long quietAfterNanos, long expireAfterNanos, long scanNanos) {

    /** The silences of a rule, as a sweep sees them. */
    public static Phases of(HeartbeatRule rule) {
        Scan scan = rule.scan();
        Pings pings = rule.pings();
        boolean ofSilence = rule.expires() && rule.expiry().from() == From.ACTIVITY;
        return new Phases(
                pings.sends() && pings.onQuiet() ? threshold(scan, pings.everyNanos()) : HeartbeatRule.NEVER,
                ofSilence ? threshold(scan, rule.expiry().timeoutNanos()) : HeartbeatRule.NEVER,
                scan.lookNanos());
    }

    /** One phase: due after that long. */
    static Phases dueAfter(long nanos, long scanNanos) {
        return new Phases(HeartbeatRule.NEVER, nanos, scanNanos);
    }

    /** More than the timeout, in whole steps of a coarse clock. */
    private static long threshold(Scan scan, long nanos) {
        return scan.isCoarse() ? nanos - nanos % scan.stepNanos() + scan.stepNanos() : nanos;
    }

    /** Whether anything is ever reported. */
    public boolean reports() {
        return firstNanos() != HeartbeatRule.NEVER;
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
