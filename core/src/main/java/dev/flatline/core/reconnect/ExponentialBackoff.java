package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Truncated exponential backoff: {@code base × factor^attempt}, jittered and capped.
 *
 * <p>With {@link Cap#BEFORE_JITTER} the delay is {@code jitter(min(cap, base × factor^attempt))}, the form of the AWS
 * article; with {@link Cap#AFTER_JITTER} it is {@code min(cap, jitter(base × factor^attempt))}, the form of Socket.IO's
 * backo2, which piles clients up on the cap. {@link Jitter#DECORRELATED} is capped after in both.
 *
 * @param baseNanos the first delay before jitter, positive
 * @param factor growth per attempt, at least 1; 1 makes every delay the base
 * @param capNanos the longest delay, at least the base
 * @param jitter how the delay is spread
 * @param cap whether the cap cuts before or after jitter
 * @param maxAttempts attempts before the client gives up; {@link #UNLIMITED} never does
 */
public record ExponentialBackoff(long baseNanos, double factor, long capNanos, Jitter jitter, Cap cap, int maxAttempts)
        implements ReconnectPolicy {

    /** A client that never gives up. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final double MAX_DELAY_NANOS = 0x1p62;

    /** Where the cap cuts. */
    public enum Cap {
        /** The cap limits what is jittered. */
        BEFORE_JITTER,
        /** The cap limits the jittered delay. */
        AFTER_JITTER
    }

    /** Checks the ranges. */
    public ExponentialBackoff {
        require(baseNanos > 0, "base must be longer than 0");
        require(factor >= 1 && Double.isFinite(factor), "factor must be a finite number of at least 1");
        require(capNanos >= baseNanos, "cap must be at least base");
        require(maxAttempts >= 0, "max-attempts must be at least 0");
    }

    /** The same delay before every attempt. */
    public static ExponentialBackoff fixed(long delayNanos, Jitter jitter, int maxAttempts) {
        return new ExponentialBackoff(delayNanos, 1, delayNanos, jitter, Cap.BEFORE_JITTER, maxAttempts);
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        if (loss.attempt() >= maxAttempts) {
            return Retry.NEVER;
        }
        double grown = baseNanos * Math.pow(factor, loss.attempt());
        long delay = (long) Math.min(grown, MAX_DELAY_NANOS);
        if (cap == Cap.BEFORE_JITTER) {
            delay = Math.min(capNanos, delay);
        }
        long waits = Math.min(capNanos, jitter.spread(delay, baseNanos, loss.memory(), random));
        return Retry.after(waits, waits);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
