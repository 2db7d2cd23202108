package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Adds a draw from [from, to) to each delay: graphql-ws adds 300 to 3000 ms, the NATS client up to 100 ms.
 *
 * @param delays what is added to
 * @param fromNanos the least addition
 * @param toNanos the largest one, not included
 */
public record Padded(ReconnectPolicy delays, long fromNanos, long toNanos) implements ReconnectPolicy {

    /** Checks the ranges. */
    public Padded {
        if (fromNanos < 0 || toNanos < fromNanos) {
            throw new IllegalArgumentException("0 <= from <= to; found " + fromNanos + "ns to " + toNanos + "ns");
        }
    }

    @Override
    public boolean keepsDraw() {
        return delays.keepsDraw();
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        Retry retry = delays.next(loss, random);
        long padding = fromNanos + (long) (random.nextDouble() * (toNanos - fromNanos));
        return retry.lasting(retry.delayNanos() + padding);
    }
}
