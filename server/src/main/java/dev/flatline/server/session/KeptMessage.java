package dev.flatline.server.session;

import java.nio.charset.StandardCharsets;

/**
 * A message as it was sent: its payload before compression and framing. Neither it nor its payload changes, so any number of
 * sessions may keep one.
 */
public final class KeptMessage {

    /** The longest header of a server's frame. */
    private static final int FRAME_BYTES = 10;

    private final boolean text;
    private final byte[] payload;
    private final long sentNanos;

    private KeptMessage(boolean text, byte[] payload, long sentNanos) {
        this.text = text;
        this.payload = payload;
        this.sentNanos = sentNanos;
    }

    /** A text message. */
    public static KeptMessage text(String text, long sentNanos) {
        return of(true, text.getBytes(StandardCharsets.UTF_8), sentNanos);
    }

    /**
     * A message of either kind.
     *
     * @param payload UTF-8 if it is text; not copied
     * @param sentNanos the time, on the clock of the event loops
     */
    public static KeptMessage of(boolean text, byte[] payload, long sentNanos) {
        return new KeptMessage(text, payload, sentNanos);
    }

    /** Whether it is text; otherwise it is binary. */
    public boolean isText() {
        return text;
    }

    /** The payload itself, not a copy. */
    public byte[] payload() {
        return payload;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** What it takes on the wire at most. */
    int wireBytes() {
        return payload.length + FRAME_BYTES;
    }
}
