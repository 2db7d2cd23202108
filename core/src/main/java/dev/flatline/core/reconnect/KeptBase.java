package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Exponential growth from a base that a client draws once and keeps: {@code min(cap, base × factor^attempt)} with the base
 * uniform in [from, to). A client that came back early comes back early every time. Source: reconnecting-websocket 4.4.0 and
 * partysocket up to 1.1.13, which draw when their module is loaded, once for a page or a process.
 *
 * @param fromNanos the shortest base
 * @param toNanos the longest base, not included
 * @param factor growth per attempt, at least 1
 * @param capNanos the longest delay
 */
public record KeptBase(long fromNanos, long toNanos, double factor, long capNanos) implements ReconnectPolicy {

    /** Checks the ranges. */
    public KeptBase {
        if (fromNanos <= 0 || toNanos < fromNanos || capNanos < fromNanos || factor < 1) {
            throw new IllegalArgumentException("0 < from <= to, from <= cap, and factor at least 1");
        }
    }

    @Override
    public boolean keepsDraw() {
        return true;
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        double base = fromNanos + loss.kept() * (double) (toNanos - fromNanos);
        return Retry.after((long) Math.min((double) capNanos, base * Math.pow(factor, loss.attempt())));
    }
}
