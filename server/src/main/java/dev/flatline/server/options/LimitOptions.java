package dev.flatline.server.options;

import java.time.Duration;

/**
 * How much a client may ask of a server, and how long it may take.
 *
 * @param maxHeadBytes the longest head of an upgrade request, from 256; a longer one is answered with 431
 * @param maxFrameBytes the longest frame taken, from 125; a longer one ends the connection with 1009
 * @param maxMessageBytes the longest message taken, all fragments together and after decompression, from 125; a longer
 *     one ends the connection with 1009
 * @param maxUnfinishedBytes how much is held at a time of messages that have not arrived whole, of all clients together,
 *     from {@code maxMessageBytes}; the connection that asks for more ends with 1013
 * @param handshakeTimeout how long a client may take from TCP connect to a whole upgrade request
 * @param closeTimeout how long a client may take to go once it was sent a Close frame or a refusal
 */
public record LimitOptions(
        int maxHeadBytes,
        int maxFrameBytes,
        int maxMessageBytes,
        long maxUnfinishedBytes,
        Duration handshakeTimeout,
        Duration closeTimeout) {

    /** Heads of 8 KiB, frames and messages of 1 MiB, 256 MiB of them unfinished; 10 s to upgrade, 2 s to go. */
    public static final LimitOptions DEFAULT =
            new LimitOptions(8192, 1 << 20, 1 << 20, 256L << 20, Duration.ofSeconds(10), Duration.ofSeconds(2));

    private static final int MIN_HEAD_BYTES = 256;
    private static final int MIN_PAYLOAD_BYTES = 125;

    /** Checks the ranges. */
    public LimitOptions {
        Ranges.atLeast("max-head", maxHeadBytes, MIN_HEAD_BYTES, "B");
        Ranges.atLeast("max-frame", maxFrameBytes, MIN_PAYLOAD_BYTES, "B");
        Ranges.atLeast("max-message", maxMessageBytes, MIN_PAYLOAD_BYTES, "B");
        Ranges.atLeast("max-unfinished", maxUnfinishedBytes, maxMessageBytes, "B");
        Ranges.positive("handshake-timeout", handshakeTimeout);
        Ranges.positive("close-timeout", closeTimeout);
    }

    /** These limits with another size for the head of a request. */
    public LimitOptions withHead(int headBytes) {
        return new LimitOptions(
                headBytes, maxFrameBytes, maxMessageBytes, maxUnfinishedBytes, handshakeTimeout, closeTimeout);
    }

    /** These limits with another size for frames and messages; what may be unfinished in total is at least one message. */
    public LimitOptions withPayload(int frameBytes, int messageBytes) {
        long unfinished = Math.max(maxUnfinishedBytes, messageBytes);
        return new LimitOptions(maxHeadBytes, frameBytes, messageBytes, unfinished, handshakeTimeout, closeTimeout);
    }

    /** These limits with another bound for unfinished messages in total. */
    public LimitOptions withUnfinished(long bytes) {
        return new LimitOptions(maxHeadBytes, maxFrameBytes, maxMessageBytes, bytes, handshakeTimeout, closeTimeout);
    }

    /** These limits with other times for coming and going. */
    public LimitOptions withTimeouts(Duration handshake, Duration close) {
        return new LimitOptions(maxHeadBytes, maxFrameBytes, maxMessageBytes, maxUnfinishedBytes, handshake, close);
    }
}
