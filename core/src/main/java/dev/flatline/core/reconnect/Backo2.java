package dev.flatline.core.reconnect;

import java.util.random.RandomGenerator;

/**
 * The backoff of Socket.IO's client, exactly as coded: {@code contrib/backo2.js} of socket.io-client 4.8.4, the same as the
 * package backo2 1.0.2 of the 2.x clients.
 *
 * <p>One draw gives both the size of the deviation and, by the parity of its first decimal, the sign, so the delays of an
 * attempt lie in ten bands with holes between them; and the cap cuts last, so from the fifth attempt on every client waits
 * exactly the cap. As in the original, the backoff overflows after about a thousand attempts: half of the delays are 0 then.
 *
 * @param minMillis the delay before the first attempt, before jitter
 * @param maxMillis the cap
 * @param factor growth per attempt
 * @param jitter the largest deviation, as a share of the delay
 */
public record Backo2(long minMillis, long maxMillis, double factor, double jitter) implements ReconnectPolicy {

    private static final long MILLI = 1_000_000;
    private static final int BANDS = 10;

    /** Checks the ranges. */
    public Backo2 {
        if (minMillis < 1 || maxMillis < minMillis || maxMillis > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("min must be at least 1ms, and max from min to 2^31 - 1 ms");
        }
        if (factor < 1 || jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException("factor must be at least 1, and jitter 0 to 1");
        }
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        double millis = minMillis * Math.pow(factor, loss.attempt());
        double draw = random.nextDouble();
        double deviation = Math.floor(draw * jitter * millis);
        boolean shorter = ((int) Math.floor(draw * BANDS) & 1) == 0;
        double jittered = shorter ? millis - deviation : millis + deviation;
        // Infinity less Infinity is no number, and no number is 0 to (int), as it is to JavaScript's "| 0".
        int whole = (int) Math.min(jittered, (double) maxMillis);
        return Retry.after(whole * MILLI);
    }
}
