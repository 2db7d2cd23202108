package dev.flatline.core.heartbeat;

/** What a heartbeat rule takes for a sign of life of the peer. */
public enum Activity {
    /** Anything that arrives: partial frames, control frames, messages. */
    ANY_BYTES,
    /** Text and binary messages only; pings and pongs do not count. */
    MESSAGES,
    /** Pongs only: the peer must answer. */
    PONGS;

    /** What arrived. */
    public enum Signal {
        /** Bytes that are not (yet) a frame. */
        BYTES,
        /** A ping frame. */
        PING,
        /** A pong frame. */
        PONG,
        /** A text or binary message. */
        MESSAGE
    }

    /** Whether a signal keeps the connection alive under this rule. */
    public boolean counts(Signal signal) {
        return switch (this) {
            case ANY_BYTES -> true;
            case MESSAGES -> signal == Signal.MESSAGE;
            case PONGS -> signal == Signal.PONG;
        };
    }
}
