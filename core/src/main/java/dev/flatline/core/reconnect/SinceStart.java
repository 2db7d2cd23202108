package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Counts each delay from the start of the attempt that failed, or of the one that made the connection that was lost, rather
 * than from the loss: an attempt that took longer than the delay is followed at once by the next. Source: gRPC connection
 * backoff protocol, {@code SleepUntil(current_deadline)}; grpc-js 1.14.7; pusher-js 8.6.0.
 *
 * @param delays from start to start
 */
public record SinceStart(ReconnectPolicy delays) implements ReconnectPolicy {

    @Override
    public boolean keepsDraw() {
        return delays.keepsDraw();
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        Retry retry = delays.next(loss, random);
        return retry.lasting(Math.max(0, retry.delayNanos() - loss.sinceStartNanos()));
    }
}
