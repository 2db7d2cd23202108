package dev.flatline.core.heartbeat;

/**
 * When a side declares the other gone, and what it does then.
 *
 * @param timeoutNanos how long; {@link HeartbeatRule#NEVER} for ever
 * @param from what it is counted from
 * @param action what is done
 */
public record Expiry(long timeoutNanos, From from, OnExpiry action) {

    /** What a timeout is counted from. */
    public enum From {
        /** The last activity that counts. */
        ACTIVITY,
        /** The oldest ping that no activity has followed. */
        PING
    }

    /** Nobody is ever declared gone. */
    public static final Expiry NONE = new Expiry(HeartbeatRule.NEVER, From.ACTIVITY, OnExpiry.CUT);

    /** Checks the range. */
    public Expiry {
        if (timeoutNanos <= 0) {
            throw new IllegalArgumentException("timeout must be positive: " + timeoutNanos + "ns");
        }
    }

    /** After that long a silence. */
    public static Expiry silent(long timeoutNanos, OnExpiry action) {
        return new Expiry(timeoutNanos, From.ACTIVITY, action);
    }

    /** When a ping is unanswered for that long. */
    public static Expiry unanswered(long timeoutNanos, OnExpiry action) {
        return new Expiry(timeoutNanos, From.PING, action);
    }

    /** Whether it ever comes. */
    public boolean comes() {
        return timeoutNanos != HeartbeatRule.NEVER;
    }
}
