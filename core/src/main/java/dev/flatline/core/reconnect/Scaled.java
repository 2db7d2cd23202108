package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Multiplies each delay by a draw from [from, to), or (to, from] if it falls: 0.8 to 1.2 is jitter of ± 20 %, 1 to 0.8 is the
 * {@code 1 - U × 0.2} of Ably, 1 to 2 the jitter of Kubernetes.
 *
 * @param delays what is multiplied
 * @param from the multiple at a draw of 0
 * @param to the multiple towards a draw of 1
 */
public record Scaled(ReconnectPolicy delays, double from, double to) implements ReconnectPolicy {

    /** Checks the ranges. */
    public Scaled {
        if (!(from >= 0 && to >= 0)) {
            throw new IllegalArgumentException("a multiple must not be negative: " + from + " to " + to);
        }
    }

    @Override
    public boolean keepsDraw() {
        return delays.keepsDraw();
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        Retry retry = delays.next(loss, random);
        double multiple = from + random.nextDouble() * (to - from);
        return retry.lasting((long) (retry.delayNanos() * multiple));
    }
}
