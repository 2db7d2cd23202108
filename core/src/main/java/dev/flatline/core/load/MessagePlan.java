package dev.flatline.core.load;

import dev.flatline.core.connection.EchoText;

/**
 * The steady messages of one client: an echo request every interval, whether or not the one before was answered (open
 * model), from a random phase on.
 *
 * @param intervalNanos nanoseconds between messages; 0 sends none
 * @param bytes payload of a message
 */
public record MessagePlan(long intervalNanos, int bytes) {

    /** No messages. */
    public static final MessagePlan NONE = new MessagePlan(0, EchoText.MIN_BYTES);

    /** The longest message, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** Checks the ranges. */
    public MessagePlan {
        if (intervalNanos < 0) {
            throw new IllegalArgumentException("rate must not be negative");
        }
        if (bytes < EchoText.MIN_BYTES || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "size must be " + EchoText.MIN_BYTES + "B to " + MAX_BYTES + "B, found " + bytes + "B");
        }
    }

    /** Whether there are any. */
    public boolean sends() {
        return intervalNanos > 0;
    }
}
