package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * One step more before each attempt, without end. Source: Slack's socket mode client 3.1.0, whose factor counts failures to
 * fetch the URL of a new connection.
 *
 * @param stepNanos the first delay, and how much longer each one is than the one before
 */
public record LinearBackoff(long stepNanos) implements ReconnectPolicy {

    private static final long MAX_STEP_NANOS = 3_600_000_000_000L;
    private static final int MAX_STEPS = 1_000_000;

    /** Checks the range. */
    public LinearBackoff {
        if (stepNanos <= 0 || stepNanos > MAX_STEP_NANOS) {
            throw new IllegalArgumentException("step must be longer than 0, and an hour at most");
        }
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        return Retry.after(stepNanos * (1 + Math.min(MAX_STEPS, loss.attempt())));
    }
}
