package dev.flatline.core.heartbeat;

/**
 * How one side notices that the other is gone, in two phases as in uWebSockets: quiet for {@code pingAfterNanos}, send one
 * WebSocket ping; quiet for {@code timeoutNanos} more, close. A rule that never pings has one phase: quiet for
 * {@code timeoutNanos}, close.
 *
 * <p>Seen from the peer's last sign of life, expiry comes within {@link #expireAfterNanos()} and
 * {@link #latestExpiryNanos()}.
 *
 * @param activity which arrivals count as a sign of life
 * @param pingAfterNanos how long the peer may be quiet before it is pinged; 0 never pings
 * @param timeoutNanos how much longer it may be quiet before it is declared gone; {@link #NEVER} never expires it
 * @param scanNanos how often the rule is looked at; 0 means at the exact instant
 */
public record HeartbeatRule(Activity activity, long pingAfterNanos, long timeoutNanos, long scanNanos) {

    /** A timeout that does not end. */
    public static final long NEVER = Long.MAX_VALUE;

    /** No pings, no expiry. */
    public static final HeartbeatRule NONE = new HeartbeatRule(Activity.ANY_BYTES, 0, NEVER, 0);

    /** Checks the ranges. */
    public HeartbeatRule {
        if (pingAfterNanos < 0 || timeoutNanos <= 0 || scanNanos < 0) {
            throw new IllegalArgumentException("heartbeat durations must be positive (every and scan may be 0): every="
                    + pingAfterNanos + "ns timeout=" + timeoutNanos + "ns scan=" + scanNanos + "ns");
        }
        if (pingAfterNanos == 0 && activity == Activity.PONGS && timeoutNanos != NEVER) {
            throw new IllegalArgumentException("activity 'pongs' needs pings: without them every connection expires");
        }
    }

    /** Whether this side sends pings. */
    public boolean pings() {
        return pingAfterNanos > 0;
    }

    /** Whether this side ever declares the other gone. */
    public boolean expires() {
        return timeoutNanos != NEVER;
    }

    /** The shortest silence that ends in expiry, in nanoseconds; {@link #NEVER} without expiry. */
    public long expireAfterNanos() {
        return expires() ? pingAfterNanos + timeoutNanos : NEVER;
    }

    /** The longest silence before expiry, in nanoseconds: it waits for the next scan. {@link #NEVER} without expiry. */
    public long latestExpiryNanos() {
        return expires() ? expireAfterNanos() + scanNanos : NEVER;
    }
}
