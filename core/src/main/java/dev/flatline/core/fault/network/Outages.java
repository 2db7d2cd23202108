package dev.flatline.core.fault.network;

import dev.flatline.core.fault.line.DelayDistribution;
import java.util.random.RandomGenerator;

/**
 * Outages that come again and again: handovers, tunnels, a lid that is closed. Both directions freeze together, so draw
 * them once per connection. They never overlap. Data and pure functions: each outage follows from the one before it.
 *
 * @param firstNanos from the start of the connection to the first outage, give or take the spread
 * @param everyNanos from the beginning of one to the beginning of the next, give or take the spread
 * @param spreadNanos uniform in [-spread, spread], for every outage anew
 * @param lastingNanos how long each lasts
 */
public record Outages(long firstNanos, long everyNanos, long spreadNanos, long lastingNanos) {

    /** Checks the ranges. */
    public Outages {
        require(firstNanos >= 0 && firstNanos <= DelayDistribution.MAX_NANOS, "first must be 0 to 24h");
        require(
                everyNanos > 0 && everyNanos <= DelayDistribution.MAX_NANOS,
                "every must be more than 0 and at most 24h");
        require(spreadNanos >= 0 && spreadNanos <= firstNanos, "spread must be 0 to first");
        require(
                lastingNanos > 0 && lastingNanos < everyNanos - spreadNanos,
                "lasting must be more than 0 and less than every - spread");
    }

    /** The first outage of a connection that began at {@code startNanos}; takes one draw. */
    public Outage first(long startNanos, RandomGenerator random) {
        return at(startNanos + firstNanos, random);
    }

    /** The outage after {@code last}; takes one draw. */
    public Outage next(Outage last, RandomGenerator random) {
        return at(last.beginNanos() + everyNanos, random);
    }

    private Outage at(long nanos, RandomGenerator random) {
        long begin = nanos + random.nextLong(-spreadNanos, spreadNanos + 1);
        return new Outage(begin, begin + lastingNanos);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
