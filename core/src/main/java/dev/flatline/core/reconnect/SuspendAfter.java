package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Leaves its formula when an outage has lasted for a while, and waits a fixed time before each attempt from then on. A wait
 * that the limit falls into begins anew. Source: ably-js 2.28, whose connection is suspended after its {@code
 * connectionStateTtl} of 120 s. What it remembers is how long the outage had lasted when the attempt began.
 *
 * @param delays the formula until then, without a memory of its own
 * @param afterNanos how long the outage must have lasted
 * @param everyNanos the fixed wait
 */
public record SuspendAfter(ReconnectPolicy delays, long afterNanos, long everyNanos) implements ReconnectPolicy {

    /** Checks the ranges. */
    public SuspendAfter {
        if (afterNanos <= 0 || everyNanos < 0) {
            throw new IllegalArgumentException("suspended after " + afterNanos + "ns, every " + everyNanos + "ns");
        }
    }

    @Override
    public boolean keepsDraw() {
        return delays.keepsDraw();
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        long lasted = loss.wasOpen() ? 0 : loss.memory() + loss.sinceStartNanos();
        if (lasted >= afterNanos) {
            return Retry.after(everyNanos, lasted + everyNanos);
        }
        Retry retry = delays.next(loss, random);
        if (retry.givesUp()) {
            return retry;
        }
        long waits = retry.delayNanos() > afterNanos - lasted ? afterNanos - lasted + everyNanos : retry.delayNanos();
        return Retry.after(waits, lasted + waits);
    }
}
