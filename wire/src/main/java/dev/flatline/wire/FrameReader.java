package dev.flatline.wire;

import static dev.flatline.wire.ProtocolViolation.invalidPayload;
import static dev.flatline.wire.ProtocolViolation.protocolError;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one connection, from successive reads, with every check of RFC 6455 on.
 *
 * <p>A message that lies whole in the read buffer is unmasked there and handed over without a copy. Anything else is
 * gathered in a pooled buffer which grows with the bytes that arrive (not with the length that a peer announces) up to
 * {@link FrameLimits}; between messages the reader holds no buffer at all.
 *
 * <p>Confined to the connection's event loop. After a violation, a Close frame or {@link #close} further input is
 * ignored.
 */
public final class FrameReader {

    private static final ProtocolViolation BAD_LENGTH =
            protocolError("a length is negative or not in its shortest form");
    static final ProtocolViolation BAD_TEXT = invalidPayload("a text message is not UTF-8");
    private static final ProtocolViolation SHORT_CLOSE = protocolError("a Close frame has half a code");
    private static final ProtocolViolation BAD_REASON = invalidPayload("a Close frame's reason is not UTF-8");

    /** The phases: bytes rather than an enum, because there is a reader for each of very many connections. */
    private static final byte HEADER = 0;

    private static final byte PAYLOAD = 1;
    private static final byte DONE = 2;

    private final boolean server;
    private final FrameLimits limits;
    private byte phase = HEADER;
    private boolean finalFrame;
    private byte opcode;
    /** Opcode of the message in progress, with RSV1 if it is compressed; CONTINUATION between messages. */
    private byte message = Opcode.CONTINUATION;

    private int remaining;
    private int mask;
    private int utf8 = Utf8.COMPLETE;
    /** A header or the payload of a control frame, cut by the end of a read. */
    private @Nullable ByteBuf small;
    /** What has arrived of a fragmented or cut message. */
    private @Nullable ByteBuf gathered;

    private @Nullable Deflation deflation;

    public FrameReader(FrameRole role, FrameLimits limits) {
        this.server = role == FrameRole.SERVER;
        this.limits = limits;
    }

    /**
     * Allows compressed messages, from the first one on: the limit on a message holds before and after it is inflated.
     *
     * @param agreed what the connection compresses with, which stays the caller's; null to leave compression off
     */
    public void inflateWith(@Nullable Deflation agreed) {
        deflation = agreed;
    }

    /**
     * Takes all readable bytes of {@code in}, which must be writable, and calls the listener for each message and
     * control frame in them. The caller keeps ownership of the buffer. What a listener throws comes out of here; the
     * bytes behind that frame are then still in the buffer.
     *
     * @return the first violation, once; null otherwise
     */
    public @Nullable ProtocolViolation read(ByteBuf in, FrameListener listener) {
        ProtocolViolation violation = null;
        while (violation == null && phase != DONE && in.isReadable()) {
            violation = phase == HEADER ? header(in, listener) : payload(in, listener);
        }
        if (violation != null) {
            close();
        }
        in.skipBytes(in.readableBytes());
        return violation;
    }

    /**
     * Whether it is as a new one: between messages, with nothing held and nothing to inflate with. The connections of an event
     * loop may share such a reader, because most of the time most of them are there.
     */
    public boolean isAsNew() {
        return phase == HEADER
                && message == Opcode.CONTINUATION
                && small == null
                && gathered == null
                && deflation == null;
    }

    /** Bytes of memory that it holds of a header, a control frame or a message that has not arrived whole. */
    public int heldBytes() {
        return (small == null ? 0 : small.capacity()) + (gathered == null ? 0 : gathered.capacity());
    }

    /** Releases what is held. Idempotent; allowed inside a listener's call. */
    public void close() {
        phase = DONE;
        small = release(small);
        gathered = release(gathered);
    }

    private @Nullable ProtocolViolation header(ByteBuf in, FrameListener listener) {
        ByteBuf cut = small;
        if (cut == null && in.readableBytes() >= FrameHeader.bytes(in)) {
            ProtocolViolation violation = begin(in);
            return violation == null ? payload(in, listener) : violation;
        }
        if (cut == null) {
            cut = in.alloc().buffer(FrameHeader.MAX_BYTES, FrameHeader.MAX_BYTES);
            small = cut;
        }
        while (cut.readableBytes() < FrameHeader.bytes(cut)) {
            if (!in.isReadable()) {
                return cut.readableBytes() < 2 ? null : check(cut.getByte(0), cut.getByte(1));
            }
            cut.writeByte(in.readByte());
        }
        ProtocolViolation violation = begin(cut);
        small = release(cut);
        return violation == null ? payload(in, listener) : violation;
    }

    private @Nullable ProtocolViolation check(int first, int second) {
        int plain = deflation == null ? first : FrameHeader.withoutCompression(first);
        return FrameHeader.check(
                plain, second, server ? FrameRole.SERVER : FrameRole.CLIENT, message != Opcode.CONTINUATION);
    }

    /** Reads a whole header and prepares for its payload. */
    private @Nullable ProtocolViolation begin(ByteBuf head) {
        int first = head.readByte();
        int second = head.readByte();
        ProtocolViolation violation = check(first, second);
        if (violation != null) {
            return violation;
        }
        long length = FrameHeader.readLength(head, second);
        if (length < 0) {
            return BAD_LENGTH;
        }
        if (length > limits.maxFrameBytes()) {
            return ProtocolViolation.tooBig(length, limits.maxFrameBytes(), "a frame");
        }
        opcode = (byte) FrameHeader.opcode(first);
        if (!Opcode.isControl(opcode)) {
            long total = length + (gathered == null ? 0 : gathered.readableBytes());
            if (total > limits.maxMessageBytes()) {
                return ProtocolViolation.tooBig(total, limits.maxMessageBytes(), "a message");
            }
            message = opcode == Opcode.CONTINUATION ? message : (byte) (first & FrameHeader.MESSAGE);
        }
        finalFrame = FrameHeader.isFinal(first);
        remaining = (int) length;
        mask = FrameHeader.isMasked(second) ? head.readInt() : 0;
        phase = PAYLOAD;
        return null;
    }

    /** Takes as much of the current payload as has arrived. */
    private @Nullable ProtocolViolation payload(ByteBuf in, FrameListener listener) {
        int start = in.readerIndex();
        int length = Math.min(remaining, in.readableBytes());
        boolean control = Opcode.isControl(opcode);
        if (mask != 0) {
            Masking.apply(in, start, length, mask);
            mask = Masking.rotate(mask, length);
        }
        remaining -= length;
        boolean messageEnds = remaining == 0 && finalFrame;
        if (!control && message == Opcode.TEXT) {
            utf8 = Utf8.check(utf8, in, start, start + length);
            if (utf8 == Utf8.INVALID || (messageEnds && utf8 != Utf8.COMPLETE)) {
                return BAD_TEXT;
            }
        }
        phase = remaining == 0 ? HEADER : PAYLOAD;
        ByteBuf held = control ? small : gathered;
        if (messageEnds && held == null) {
            return deliverWindow(in, start + length, listener);
        }
        if (length > 0) {
            held = gather(in, length, control);
        }
        if (phase == HEADER && !messageEnds) {
            listener.onFragment();
        }
        return messageEnds ? deliverHeld(held == null ? Unpooled.EMPTY_BUFFER : held, listener) : null;
    }

    private ByteBuf gather(ByteBuf in, int length, boolean control) {
        ByteBuf held = control ? small : gathered;
        if (held == null) {
            int max = control ? FrameHeader.MAX_CONTROL_PAYLOAD : limits.maxMessageBytes();
            held = in.alloc().buffer(Math.min(max, Math.max(length, 256)), max);
        }
        held.writeBytes(in, length);
        if (control) {
            small = held;
        } else {
            gathered = held;
        }
        return held;
    }

    /** Narrows the read buffer to the payload for the time of the call: no slice object on the hot path. */
    private @Nullable ProtocolViolation deliverWindow(ByteBuf in, int end, FrameListener listener) {
        int limit = in.writerIndex();
        in.writerIndex(end);
        try {
            return deliver(in, listener);
        } finally {
            in.setIndex(end, limit);
        }
    }

    private @Nullable ProtocolViolation deliverHeld(ByteBuf held, FrameListener listener) {
        if (Opcode.isControl(opcode)) {
            small = null;
        } else {
            gathered = null;
        }
        try {
            return deliver(held, listener);
        } finally {
            held.release();
        }
    }

    private @Nullable ProtocolViolation deliver(ByteBuf payload, FrameListener listener) {
        switch (opcode) {
            case Opcode.PING -> listener.onPing(payload);
            case Opcode.PONG -> listener.onPong(payload);
            case Opcode.CLOSE -> {
                return deliverClose(payload, listener);
            }
            default -> {
                return deliverMessage(payload, listener);
            }
        }
        return null;
    }

    private @Nullable ProtocolViolation deliverMessage(ByteBuf payload, FrameListener listener) {
        int kind = message;
        message = Opcode.CONTINUATION;
        if (kind == Opcode.TEXT) {
            listener.onText(payload);
        } else if (kind == Opcode.BINARY || deflation == null) {
            listener.onBinary(payload);
        } else {
            boolean text = FrameHeader.opcode(kind) == Opcode.TEXT;
            return deflation.deliver(payload, text, limits.maxMessageBytes(), listener);
        }
        return null;
    }

    private @Nullable ProtocolViolation deliverClose(ByteBuf payload, FrameListener listener) {
        if (payload.readableBytes() == 1) {
            return SHORT_CLOSE;
        }
        boolean empty = !payload.isReadable();
        int code = empty ? CloseCodes.NO_STATUS : payload.readUnsignedShort();
        if (!empty && !CloseCodes.mayBeSent(code)) {
            return protocolError("close code " + code + " may not be sent");
        }
        if (Utf8.check(Utf8.COMPLETE, payload, payload.readerIndex(), payload.writerIndex()) != Utf8.COMPLETE) {
            return BAD_REASON;
        }
        close();
        listener.onClose(code, payload.toString(StandardCharsets.UTF_8));
        return null;
    }

    private static @Nullable ByteBuf release(@Nullable ByteBuf buffer) {
        if (buffer != null) {
            buffer.release();
        }
        return null;
    }
}
