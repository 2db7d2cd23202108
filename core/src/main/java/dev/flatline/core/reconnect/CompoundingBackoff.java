package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * A backoff whose jitter compounds: each delay grows from the jittered one before it, {@code b ± spread × b} with {@code b =
 * min(cap, previous × factor)}, so the delays of a client walk at random. The cap cuts before jitter. Source: grpc-js 1.14.7,
 * {@code backoff-timeout.js}; the specification of gRPC does not compound.
 *
 * @param baseNanos the first delay, without jitter
 * @param factor growth per attempt, at least 1
 * @param spread the largest deviation, as a share
 * @param capNanos the longest delay before jitter
 */
public record CompoundingBackoff(long baseNanos, double factor, double spread, long capNanos)
        implements ReconnectPolicy {

    /** Checks the ranges. */
    public CompoundingBackoff {
        if (baseNanos <= 0 || capNanos < baseNanos || factor < 1 || spread < 0 || spread > 1) {
            throw new IllegalArgumentException("0 < base <= cap, factor at least 1, and spread 0 to 1");
        }
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        if (loss.memory() == 0) {
            return Retry.after(baseNanos, baseNanos);
        }
        double grown = Math.min(loss.memory() * factor, (double) capNanos);
        long delay = (long) (grown * (1 - spread + 2 * spread * random.nextDouble()));
        return Retry.after(delay, delay);
    }
}
