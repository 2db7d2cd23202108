package dev.flatline.server.admission;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Handshakes per second, by the generic cell rate algorithm (ITU-T I.371, annex A, virtual scheduling): the only state is
 * the instant at which the next one would be due at an even pace. One that comes up to a second before that instant is
 * early enough to be a burst, one that comes sooner is too many. So at most one second's worth passes at once, and at
 * most rate × seconds + one second's worth in any stretch of time.
 *
 * <p>The state does not depend on the rate, which may change from call to call. Any thread may ask, with the clock of any
 * loop: they all show the same time.
 */
public final class HandshakeRate {

    private static final double SECOND_NANOS = 1e9;
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong dueNanos = new AtomicLong(NEVER);

    /**
     * Lets one handshake pass, if it may.
     *
     * @param perSecond the rate, above 0; below one, one at a time passes
     * @param nowNanos the time, as {@link dev.flatline.core.time.Timers#nanoTime} tells it
     */
    public boolean take(double perSecond, long nowNanos) {
        long intervalNanos = Math.max(1, Math.round(SECOND_NANOS / perSecond));
        long burstNanos = Math.max(0, Math.round(SECOND_NANOS) - intervalNanos);
        while (true) {
            long due = dueNanos.get();
            long earlyNanos = due == NEVER ? 0 : Math.max(0, due - nowNanos);
            if (earlyNanos > burstNanos) {
                return false;
            }
            if (dueNanos.compareAndSet(due, nowNanos + earlyNanos + intervalNanos)) {
                return true;
            }
        }
    }
}
