package dev.flatline.core.reconnect;

/**
 * What a client does after a loss.
 *
 * @param givesUp whether it never tries again
 * @param delayNanos how long it waits first, in nanoseconds from the loss
 * @param memory what the policy wants to be told at the next loss, unless it is reset before
 */
public record Retry(boolean givesUp, long delayNanos, long memory) {

    /** Never again. */
    public static final Retry NEVER = new Retry(true, 0, 0);

    /** Checks the range. */
    public Retry {
        if (delayNanos < 0) {
            throw new IllegalArgumentException("a delay must not be negative: " + delayNanos + "ns");
        }
    }

    /** After a delay; nothing to remember. */
    public static Retry after(long delayNanos) {
        return new Retry(false, delayNanos, 0);
    }

    /** After a delay, remembering this. */
    public static Retry after(long delayNanos, long memory) {
        return new Retry(false, delayNanos, memory);
    }

    /** The same decision with another delay; giving up stays that. */
    public Retry lasting(long nanos) {
        return givesUp ? this : new Retry(false, nanos, memory);
    }

    /** The same decision, remembering something else; giving up stays that. */
    public Retry remembering(long other) {
        return givesUp ? this : new Retry(false, delayNanos, other);
    }
}
