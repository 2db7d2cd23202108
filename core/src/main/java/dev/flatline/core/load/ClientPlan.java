package dev.flatline.core.load;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.reconnect.ReconnectPolicy;

/**
 * How one client behaves.
 *
 * @param heartbeat how it notices that the server is gone
 * @param reconnect what it does then
 * @param resetAfterNanos how long a connection must have been open for the policy to start over; 0 resets on open
 * @param attemptTimeoutNanos how long an attempt may take, TCP and upgrade together
 * @param messages what it sends
 */
public record ClientPlan(
        HeartbeatRule heartbeat,
        ReconnectPolicy reconnect,
        long resetAfterNanos,
        long attemptTimeoutNanos,
        MessagePlan messages) {

    /** Checks the ranges. */
    public ClientPlan {
        if (resetAfterNanos < 0) {
            throw new IllegalArgumentException("reset-after must not be negative");
        }
        if (attemptTimeoutNanos <= 0) {
            throw new IllegalArgumentException("attempt-timeout must be longer than 0");
        }
    }
}
