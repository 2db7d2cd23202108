package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Cuts each delay to whole milliseconds, and then to a cap: Kafka's {@code Math.min((long) …, maxInterval)}, the {@code
 * Math.floor} of graphql-ws.
 *
 * @param delays what is cut
 * @param capNanos the longest delay
 */
public record WholeMillis(ReconnectPolicy delays, long capNanos) implements ReconnectPolicy {

    private static final long MILLI = 1_000_000;

    /** Whole milliseconds, however many. */
    public static WholeMillis of(ReconnectPolicy delays) {
        return new WholeMillis(delays, Long.MAX_VALUE);
    }

    @Override
    public boolean keepsDraw() {
        return delays.keepsDraw();
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        Retry retry = delays.next(loss, random);
        return retry.lasting(Math.min(capNanos, retry.delayNanos() / MILLI * MILLI));
    }
}
