package dev.flatline.core.fault.line;

/**
 * How TCP mends a loss, and how long that takes.
 *
 * @param rtoMinNanos the first retransmission timeout; Linux: 200 ms on short round trips
 * @param rtoMaxNanos the longest single timeout; Linux: 120 s
 * @param rttNanos what a fast retransmission takes
 * @param maxLosses how many times in a row a segment can be lost, at most 15, where Linux gives up (tcp_retries2); the
 *     next try gets through
 */
public record Retransmission(long rtoMinNanos, long rtoMaxNanos, long rttNanos, int maxLosses) {

    /** 200 ms, doubled up to 120 s; a round trip of 100 ms; at most 8 losses in a row, 51 s. */
    public static final Retransmission LINUX = new Retransmission(200_000_000, 120_000_000_000L, 100_000_000, 8);

    private static final long LEAST_RTO_NANOS = 1_000_000;
    private static final long MOST_RTO_NANOS = 120_000_000_000L;
    private static final long MOST_RTT_NANOS = 60_000_000_000L;
    private static final int MOST_LOSSES = 15;

    /** Checks the ranges. */
    public Retransmission {
        Ranges.nanos("rto-min", rtoMinNanos, LEAST_RTO_NANOS, MOST_RTO_NANOS);
        Ranges.nanos("rto-max", rtoMaxNanos, LEAST_RTO_NANOS, MOST_RTO_NANOS);
        Ranges.require(rtoMaxNanos >= rtoMinNanos, "rto-max must be at least rto-min");
        Ranges.nanos("rtt", rttNanos, 0, MOST_RTT_NANOS);
        Ranges.require(maxLosses >= 0 && maxLosses <= MOST_LOSSES, "max-losses must be 0 to 15");
    }

    /** This one with another round trip. */
    public Retransmission withRtt(long nanos) {
        return new Retransmission(rtoMinNanos, rtoMaxNanos, nanos, maxLosses);
    }

    /**
     * How long a segment is stalled that was lost so many times in a row with nothing behind it: the timeouts it waited
     * for, each twice the one before (RFC 6298, 5.5): {@code rto × (2^losses - 1)} until the cap.
     */
    public long stallNanos(int losses) {
        long sum = 0;
        long timeout = rtoMinNanos;
        for (int i = 0; i < losses; i++) {
            sum += timeout;
            timeout = Math.min(2 * timeout, rtoMaxNanos);
        }
        return sum;
    }
}
