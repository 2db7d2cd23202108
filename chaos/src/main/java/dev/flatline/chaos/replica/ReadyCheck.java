package dev.flatline.chaos.replica;

/**
 * When a server that was started counts as ready.
 *
 * @param kind what is looked for
 * @param detail the path of {@link Kind#HTTP}, the regular expression of {@link Kind#LOG}; else empty
 * @param withinNanos how long it may take, more than 0
 */
public record ReadyCheck(Kind kind, String detail, long withinNanos) {

    /** What is looked for. */
    public enum Kind {
        /** A WebSocket can be opened on the path that clients use. */
        WEBSOCKET,
        /** A TCP connection is accepted. */
        TCP,
        /** A GET is answered with 200 to 399. */
        HTTP,
        /** A line that it writes contains a match. */
        LOG
    }

    /** Checks the ranges. */
    public ReadyCheck {
        if (withinNanos <= 0) {
            throw new IllegalArgumentException("within must be longer than 0");
        }
    }
}
