package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * One formula for the first attempt, another one, counted anew, for all that follow: Python's websockets wait at random once
 * and grow without jitter from then on, gRPC jitters all delays but the first.
 *
 * @param first for the first attempt
 * @param rest for the others, the first of which is its attempt 0
 */
public record FirstThen(ReconnectPolicy first, ReconnectPolicy rest) implements ReconnectPolicy {

    @Override
    public boolean keepsDraw() {
        return first.keepsDraw() || rest.keepsDraw();
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        if (loss.attempt() > 0) {
            return rest.next(loss.asAttempt(loss.attempt() - 1), random);
        }
        Retry retry = first.next(loss, random);
        return retry.givesUp() ? retry : Retry.after(retry.delayNanos());
    }
}
