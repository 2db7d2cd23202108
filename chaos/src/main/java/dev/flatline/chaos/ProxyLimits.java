package dev.flatline.chaos;

import java.time.Duration;

/**
 * What the proxy holds and waits for at most, per connection if nothing else is said.
 *
 * @param maxHeldBytes bytes held in one direction before reads pause, from 1; one more read may be under way
 * @param maxDelayedBytes bytes that latency keeps on the wire in one direction before reads pause, from
 *     {@code maxHeldBytes}: a rate above this many bytes per delay cannot pass
 * @param maxDelayedTotalBytes bytes held over all connections from which on latency has no more than
 *     {@code maxHeldBytes} for each direction, from 1
 * @param dialLimit how long the upstream may take to accept, from 1 ms; then the client is reset. A TLS
 *     handshake, on either side, may take as long
 * @param maxHeadBytes the largest head of an upgrade request that is read for the client's identity, from 64; a longer
 *     one is passed on as that of a client that nobody knows
 * @param headLimit how long that head may take to arrive, from 1 ms; then the client is one that nobody knows, and the
 *     upstream is dialled (what a protocol in which the server speaks first waits for)
 * @param maxConnections connections at a time over all proxies of a service, from 1; what comes beyond that is reset and
 *     counted, so that clients of one proxy cannot take the descriptors of all
 */
public record ProxyLimits(
        int maxHeldBytes,
        int maxDelayedBytes,
        long maxDelayedTotalBytes,
        Duration dialLimit,
        int maxHeadBytes,
        Duration headLimit,
        int maxConnections) {

    /**
     * 64 KiB held, 16 MiB delayed and 256 MiB of that in all, 5 s to dial, a head of 8 KiB within 10 s; as many connections
     * as the process has descriptors for.
     */
    public static final ProxyLimits DEFAULT =
            new ProxyLimits(64 << 10, 16 << 20, 256 << 20, Duration.ofSeconds(5), 8 << 10, Duration.ofSeconds(10));

    private static final int MIN_HEAD_BYTES = 64;

    /** As many connections as the process has descriptors for: two each, and 200 for the rest. */
    public ProxyLimits(
            int maxHeldBytes,
            int maxDelayedBytes,
            long maxDelayedTotalBytes,
            Duration dialLimit,
            int maxHeadBytes,
            Duration headLimit) {
        this(
                maxHeldBytes,
                maxDelayedBytes,
                maxDelayedTotalBytes,
                dialLimit,
                maxHeadBytes,
                headLimit,
                Descriptors.connections());
    }

    /** The same with room for another number of connections. */
    public ProxyLimits withMaxConnections(int other) {
        return new ProxyLimits(
                maxHeldBytes, maxDelayedBytes, maxDelayedTotalBytes, dialLimit, maxHeadBytes, headLimit, other);
    }

    /** Checks the ranges. */
    public ProxyLimits {
        if (maxHeldBytes < 1) {
            throw new IllegalArgumentException("maxHeldBytes: " + maxHeldBytes + ", accepted is 1 or more");
        }
        if (maxDelayedBytes < maxHeldBytes) {
            throw new IllegalArgumentException("maxDelayedBytes: " + maxDelayedBytes + ", accepted is maxHeldBytes ("
                    + maxHeldBytes + ") or more");
        }
        if (maxDelayedTotalBytes < 1) {
            throw new IllegalArgumentException(
                    "maxDelayedTotalBytes: " + maxDelayedTotalBytes + ", accepted is 1 or more");
        }
        if (maxHeadBytes < MIN_HEAD_BYTES) {
            throw new IllegalArgumentException(
                    "maxHeadBytes: " + maxHeadBytes + ", accepted is " + MIN_HEAD_BYTES + " or more");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections: " + maxConnections + ", accepted is 1 or more");
        }
        checkLimit("dialLimit", dialLimit);
        checkLimit("headLimit", headLimit);
    }

    private static void checkLimit(String name, Duration limit) {
        long millis = limit.toMillis();
        if (millis < 1 || millis > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + ": " + limit + ", accepted is 1 ms to 24 days");
        }
    }
}
