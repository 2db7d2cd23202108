package dev.flatline.core.dialect;

/**
 * What a server told its client about heartbeats in its greeting.
 *
 * @param everyNanos from ping to ping; 0 if it said nothing
 * @param timeoutNanos how long one may be missing or unanswered; 0 if it said nothing
 */
public record Terms(long everyNanos, long timeoutNanos) {

    /** It said nothing. */
    public static final Terms NONE = new Terms(0, 0);
}
