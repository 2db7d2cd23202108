package dev.flatline.core.measure.shard;

import java.nio.ByteBuffer;

/**
 * What a record tells. A record is the kind's code (1 byte), the instant of the event (8), whom it concerns (4: a client,
 * a fault's place in the timeline, or a part's code), and the rest of the event's arguments; each kind has one length.
 */
enum EventKind {
    ATTEMPTED(1, Byte.BYTES + Long.BYTES),
    OPENED(2, 5 * Long.BYTES),
    ANSWERED(3, 0),
    HEARTBEAT_SENT(4, Long.BYTES),
    HEARTBEAT_ANSWERED(5, 2 * Long.BYTES),
    MESSAGE_SENT(6, Long.BYTES),
    MESSAGE_SKIPPED(7, 0),
    MESSAGE_ANSWERED(8, 2 * Long.BYTES),
    ATTEMPT_FAILED(9, Byte.BYTES + Integer.BYTES),
    LOST(10, Byte.BYTES + Integer.BYTES),
    BACKING_OFF(11, Long.BYTES),
    GAVE_UP(12, Byte.BYTES + Integer.BYTES),
    SERVER_OPENED(13, Long.BYTES),
    SERVER_CLOSED(14, Long.BYTES + Byte.BYTES),
    FAULT_BEGAN(15, 0),
    FAULT_HIT(16, Integer.BYTES + Long.BYTES),
    FAULT_ENDED(17, 0),
    TICK(18, Long.BYTES),
    MESSAGE_RECEIVED(19, Integer.BYTES + 3 * Long.BYTES),
    LEFT(20, 0),
    SERVER_PUSHED(21, 0),
    GENERATOR_PAUSED(22, Long.BYTES),
    PROCESSORS(23, 3 * Double.BYTES),
    FAULT_ESCAPED(24, Integer.BYTES);

    static final int HEAD_BYTES = Byte.BYTES + Long.BYTES + Integer.BYTES;

    private static final EventKind[] BY_CODE = new EventKind[Byte.MAX_VALUE + 1];

    static {
        for (EventKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    final byte code;
    final int bytes;

    EventKind(int code, int moreBytes) {
        this.code = (byte) code;
        this.bytes = HEAD_BYTES + moreBytes;
    }

    /**
     * The kind of the record at the position, which stays.
     *
     * @throws IllegalArgumentException if there is no whole record there
     */
    static EventKind at(ByteBuffer in) {
        byte code = in.get(in.position());
        EventKind kind = code < 0 ? null : BY_CODE[code];
        if (kind == null || in.remaining() < kind.bytes) {
            throw new IllegalArgumentException("no event: code " + code + " with " + in.remaining() + " bytes left");
        }
        return kind;
    }
}
