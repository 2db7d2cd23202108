package dev.flatline.core.heartbeat;

/** What a heartbeat rule takes for a sign of life of the peer. */
public enum Activity {
    /** Anything that arrives or leaves: what this side sends counts too, as in Jetty and Tomcat. */
    ANY_IO,
    /** Anything that arrives: partial frames, control frames, messages. */
    ANY_BYTES,
    /** A whole frame, control frames too. */
    ANY_FRAME,
    /** Text and binary messages only; WebSocket pings and pongs do not count. */
    MESSAGES,
    /** Any answer to a ping: a WebSocket pong, or the text that answers a text ping. */
    PONGS,
    /** Only a pong with the payload of the latest ping. */
    CURRENT_PONG,
    /** Only the peer's own pings, frames or text: Socket.IO's client. */
    PEER_PINGS;

    /** What happened on a connection. */
    public enum Signal {
        /** Bytes arrived that are not (yet) a frame. */
        BYTES,
        /** A whole frame arrived that is none of those below, such as a fragment of a message. */
        FRAME,
        /** A ping frame arrived. */
        PING,
        /** A pong frame arrived. */
        PONG,
        /** A text or binary message arrived. */
        MESSAGE,
        /** A text message arrived that answers a text ping: a message and a pong in one. */
        ANSWER,
        /** A text message arrived that is the peer's text ping: a message and a ping in one. */
        TEXT_PING,
        /** This side sent something. */
        SENT;

        /** Whether it answers a ping. */
        public boolean isAnswer() {
            return this == PONG || this == ANSWER;
        }
    }

    /**
     * Whether a signal keeps the connection alive under this rule. For {@link #CURRENT_PONG} that depends on the payload,
     * which a signal does not tell: see {@link HeartbeatMonitor#pong}.
     */
    public boolean counts(Signal signal) {
        return switch (this) {
            case ANY_IO -> true;
            case ANY_BYTES -> signal != Signal.SENT;
            case ANY_FRAME -> signal != Signal.SENT && signal != Signal.BYTES;
            case MESSAGES -> signal == Signal.MESSAGE || signal == Signal.ANSWER || signal == Signal.TEXT_PING;
            case PONGS -> signal.isAnswer();
            case CURRENT_PONG -> false;
            case PEER_PINGS -> signal == Signal.PING || signal == Signal.TEXT_PING;
        };
    }

    /** Whether only answers to this side's pings count. */
    public boolean needsPings() {
        return this == PONGS || this == CURRENT_PONG;
    }
}
