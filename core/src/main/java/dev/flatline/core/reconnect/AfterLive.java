package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * One formula for a connection that was open and is lost, another one for attempts that fail: gRPC, Python's websockets and
 * Ably try at once after a live connection, pusher-js after a second.
 *
 * @param live after an open connection
 * @param failures after a failed attempt
 * @param counts whether the loss of an open connection counts as one step of {@code failures}, so that an outage of a client
 *     that was connected begins one step later than that of one that never was
 */
public record AfterLive(ReconnectPolicy live, ReconnectPolicy failures, boolean counts) implements ReconnectPolicy {

    @Override
    public boolean keepsDraw() {
        return live.keepsDraw() || failures.keepsDraw();
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        if (loss.wasOpen()) {
            Retry retry = live.next(loss, random);
            return retry.givesUp() ? retry : Retry.after(retry.delayNanos());
        }
        boolean first = !counts && loss.everOpen() && loss.attempt() > 0;
        return failures.next(first ? loss.asAttempt(loss.attempt() - 1) : loss, random);
    }
}
