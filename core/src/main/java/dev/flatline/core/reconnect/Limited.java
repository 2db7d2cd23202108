package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Gives up after a number of attempts.
 *
 * @param delays the delays before it
 * @param maxAttempts how many attempts there are
 */
public record Limited(ReconnectPolicy delays, int maxAttempts) implements ReconnectPolicy {

    /** Checks the range. */
    public Limited {
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("max-attempts must be at least 0");
        }
    }

    @Override
    public boolean keepsDraw() {
        return delays.keepsDraw();
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        return loss.attempt() >= maxAttempts ? Retry.NEVER : delays.next(loss, random);
    }
}
