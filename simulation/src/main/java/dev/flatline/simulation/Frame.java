package dev.flatline.simulation;

import org.jspecify.annotations.Nullable;

/** What travels on a simulated connection. */
final class Frame {

    static final Frame REQUEST = new Frame(Kind.REQUEST, 0, null);
    static final Frame ACCEPT = new Frame(Kind.ACCEPT, 0, null);
    static final Frame FIN = new Frame(Kind.FIN, 0, null);
    static final Frame RST = new Frame(Kind.RST, 0, null);

    enum Kind {
        REQUEST,
        ACCEPT,
        REJECT,
        PING,
        PONG,
        TEXT,
        CLOSE,
        FIN,
        RST
    }

    private final Kind kind;
    private final long number;
    private final byte @Nullable [] text;

    private Frame(Kind kind, long number, byte @Nullable [] text) {
        this.kind = kind;
        this.number = number;
        this.text = text;
    }

    static Frame reject(int httpStatus) {
        return new Frame(Kind.REJECT, httpStatus, null);
    }

    static Frame ping(long number) {
        return new Frame(Kind.PING, number, null);
    }

    static Frame pong(long number) {
        return new Frame(Kind.PONG, number, null);
    }

    static Frame text(byte[] utf8) {
        return new Frame(Kind.TEXT, 0, utf8);
    }

    static Frame close(int code) {
        return new Frame(Kind.CLOSE, code, null);
    }

    Kind kind() {
        return kind;
    }

    /** The payload of a ping or pong, the code of a Close frame, or the HTTP status of a rejection. */
    long number() {
        return number;
    }

    /** The payload of a message. */
    byte[] payload() {
        if (text == null) {
            throw new IllegalStateException(kind + " has no payload");
        }
        return text;
    }

    /** What it weighs on the wire, roughly: what matters is that the end of a stream weighs nothing. */
    int bytes() {
        return text == null ? (kind == Kind.FIN || kind == Kind.RST ? 0 : 8) : text.length + 6;
    }
}
