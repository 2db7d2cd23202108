package dev.flatline.core.reconnect;

import dev.flatline.core.connection.CloseCause;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Decides how long a client waits before it tries again. Pure: what varies comes in as arguments, so one instance serves
 * a whole fleet, on any thread.
 */
public interface ReconnectPolicy {

    /**
     * The delay before the next attempt, in nanoseconds, or empty to give up.
     *
     * @param attempt how many attempts have been made since the policy was last reset; 0 right after a loss
     * @param previousDelayNanos the delay this policy gave last time since the reset, 0 when there was none
     * @param cause why the connection was lost or the last attempt failed
     * @param random where jitter is drawn from; the same draws give the same delays
     */
    OptionalLong nextDelayNanos(int attempt, long previousDelayNanos, CloseCause cause, RandomGenerator random);
}
