package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * Full jitter on top of a floor, in whole milliseconds with both ends included: {@code min(cap, floor + randInt(0, min(cap,
 * floor × 2^attempt)))}. Source: centrifuge-js 5.8.0, {@code backoff} and {@code randomInt}.
 *
 * @param floorMillis the shortest delay, which is also the base that doubles
 * @param capMillis the longest delay
 */
public record FlooredJitter(long floorMillis, long capMillis) implements ReconnectPolicy {

    private static final long MILLI = 1_000_000;
    private static final int MAX_POWER = 31;

    /** Checks the ranges. */
    public FlooredJitter {
        if (floorMillis < 1 || capMillis < floorMillis || capMillis > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("floor must be at least 1ms, and cap from floor to 2^31 - 1 ms");
        }
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        double grown = floorMillis * Math.pow(2, Math.min(loss.attempt(), MAX_POWER));
        double most = Math.min((double) capMillis, grown);
        long drawn = (long) Math.floor(random.nextDouble() * (most + 1));
        return Retry.after(Math.min(capMillis, floorMillis + drawn) * MILLI);
    }
}
