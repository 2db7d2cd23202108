package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Decides whether a client tries again, and when. Pure: what varies comes in as arguments, what it must remember goes out
 * with the decision, so one instance serves a whole fleet, on any thread.
 */
@FunctionalInterface
public interface ReconnectPolicy {

    /** Whether {@link Loss#kept} means anything to it. */
    default boolean keepsDraw() {
        return false;
    }

    /**
     * What the client does after a loss.
     *
     * @param random where jitter is drawn from; the same draws give the same delays
     */
    Retry next(Loss loss, RandomGenerator random);
}
