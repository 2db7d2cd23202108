package dev.flatline.core.reconnect;

import dev.flatline.core.connection.CloseCause;

/**
 * A connection that was lost or an attempt that failed, and all that a reconnect policy may know of it.
 *
 * @param attempt how many attempts have been made since the policy was last reset; 0 right after that
 * @param memory what the policy gave to remember last time; 0 since the reset
 * @param cause why
 * @param code the Close code, or the HTTP status of a refused upgrade, or 0
 * @param wasOpen whether an open connection ended; otherwise an attempt failed
 * @param everOpen whether the client has been open before, at any time
 * @param sinceStartNanos since the attempt began that this connection came of
 * @param sinceSeenNanos since the last sign of life on an open connection, as the heartbeat rule counts it; 0 for an attempt
 * @param untilPollNanos until the heartbeat rule looks next, if it polls; 0 if it does not, or for an attempt
 * @param kept a draw from [0, 1) that the client made once and keeps for its whole life
 */
public record Loss(
        int attempt,
        long memory,
        CloseCause cause,
        int code,
        boolean wasOpen,
        boolean everOpen,
        long sinceStartNanos,
        long sinceSeenNanos,
        long untilPollNanos,
        double kept) {

    /** An open connection that was lost for this reason, first of its outage, with nothing else to tell. */
    public static Loss of(CloseCause cause, int code) {
        return new Loss(0, 0, cause, code, true, true, 0, 0, 0, 0);
    }

    /** An attempt that failed: the next loss of the same outage, once what {@code retry} said has been done. */
    public Loss failedAfter(Retry retry, CloseCause failure) {
        return new Loss(attempt + 1, retry.memory(), failure, 0, false, everOpen, 0, 0, 0, kept);
    }

    /** The same loss, as if so many attempts had been made. */
    public Loss asAttempt(int number) {
        return new Loss(
                number, memory, cause, code, wasOpen, everOpen, sinceStartNanos, sinceSeenNanos, untilPollNanos, kept);
    }
}
