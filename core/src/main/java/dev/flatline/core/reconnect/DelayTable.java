package dev.flatline.core.reconnect;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Delays from a table, one for each attempt. When it ends, the client gives up, or goes on with the last one. Phoenix's
 * client (1.8.16: {@code [10,50,100,150,200,250,500,1000,2000]}, then 5000) and SignalR's (10.0.11: {@code
 * [0,2000,10000,30000]}, then no more) are such tables; an empty one that ends never reconnects.
 *
 * @param delaysNanos the delays, in nanoseconds
 * @param thenStops whether the end of the table is the end
 */
public record DelayTable(List<Long> delaysNanos, boolean thenStops) implements ReconnectPolicy {

    /** Never again, whatever happened. */
    public static final DelayTable NEVER = new DelayTable(List.of(), true);

    /** Again at once, for ever. */
    public static final DelayTable AT_ONCE = thenLast(0);

    private static final long MILLI = 1_000_000;

    /** Checks the ranges and copies the list. */
    public DelayTable {
        delaysNanos = List.copyOf(delaysNanos);
        if (delaysNanos.isEmpty() && !thenStops) {
            throw new IllegalArgumentException("a table that goes on needs a delay");
        }
        if (delaysNanos.stream().anyMatch(delay -> delay < 0)) {
            throw new IllegalArgumentException("a delay must not be negative: " + delaysNanos);
        }
    }

    /** These delays in milliseconds, and the last one for ever. */
    public static DelayTable thenLast(long... millis) {
        return new DelayTable(nanos(millis), false);
    }

    /** These delays in milliseconds, and no more. */
    public static DelayTable thenStop(long... millis) {
        return new DelayTable(nanos(millis), true);
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        int last = delaysNanos.size() - 1;
        if (loss.attempt() > last && thenStops) {
            return Retry.NEVER;
        }
        return Retry.after(delaysNanos.get(Math.min(loss.attempt(), last)));
    }

    private static List<Long> nanos(long... millis) {
        return Arrays.stream(millis).map(delay -> delay * MILLI).boxed().toList();
    }
}
