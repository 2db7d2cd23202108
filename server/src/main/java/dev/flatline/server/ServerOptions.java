package dev.flatline.server;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.time.Duration;

/**
 * How a server listens and what it puts up with.
 *
 * @param host the address or name to listen on
 * @param port 0 to 65535; 0 takes any free one, and keeps it for later starts
 * @param heartbeat how it notices that a client is gone
 * @param handshakeTimeout how long a client may take from TCP connect to a whole upgrade request
 * @param closeTimeout how long a client may take to go once it was sent a Close frame or a refusal
 * @param maxMessageBytes the longest message taken, from 125; a longer one is refused with 1009
 * @param maxOutboundBytes how much may wait for a client that does not read; one who is sent more while that much waits
 *     is cut off and counted as a slow consumer
 */
public record ServerOptions(
        String host,
        int port,
        HeartbeatRule heartbeat,
        Duration handshakeTimeout,
        Duration closeTimeout,
        int maxMessageBytes,
        int maxOutboundBytes) {

    private static final int MAX_PORT = 65_535;
    private static final int MIN_MESSAGE_BYTES = 125;
    private static final int MIN_OUTBOUND_BYTES = 1024;

    /** Checks the ranges. */
    public ServerOptions {
        require(!host.isEmpty(), "host must not be empty");
        require(port >= 0 && port <= MAX_PORT, "port must be 0 to " + MAX_PORT + ", found " + port);
        require(positive(handshakeTimeout), "handshake-timeout must be longer than 0");
        require(positive(closeTimeout), "close-timeout must be longer than 0");
        require(
                maxMessageBytes >= MIN_MESSAGE_BYTES,
                "max-message must be at least " + MIN_MESSAGE_BYTES + "B, found " + maxMessageBytes + "B");
        require(
                maxOutboundBytes >= MIN_OUTBOUND_BYTES,
                "max-outbound must be at least " + MIN_OUTBOUND_BYTES + "B, found " + maxOutboundBytes + "B");
    }

    /** Any free port of the loopback address, no heartbeat; 10 s to upgrade, 2 s to go, 1 MiB in, 1 MiB waiting out. */
    public static ServerOptions defaults() {
        return new ServerOptions(
                "127.0.0.1", 0, HeartbeatRule.NONE, Duration.ofSeconds(10), Duration.ofSeconds(2), 1 << 20, 1 << 20);
    }

    /** These options on another address. */
    public ServerOptions listeningOn(String newHost, int newPort) {
        return new ServerOptions(
                newHost, newPort, heartbeat, handshakeTimeout, closeTimeout, maxMessageBytes, maxOutboundBytes);
    }

    /** These options with another heartbeat rule. */
    public ServerOptions withHeartbeat(HeartbeatRule rule) {
        return new ServerOptions(host, port, rule, handshakeTimeout, closeTimeout, maxMessageBytes, maxOutboundBytes);
    }

    /** These options with other time limits for coming and going. */
    public ServerOptions withTimeouts(Duration handshake, Duration close) {
        return new ServerOptions(host, port, heartbeat, handshake, close, maxMessageBytes, maxOutboundBytes);
    }

    /** These options with other sizes. */
    public ServerOptions withLimits(int messageBytes, int outboundBytes) {
        return new ServerOptions(host, port, heartbeat, handshakeTimeout, closeTimeout, messageBytes, outboundBytes);
    }

    private static boolean positive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
