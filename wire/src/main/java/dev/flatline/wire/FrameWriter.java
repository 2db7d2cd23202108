package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * Appends a server's frames, which are not masked, to a buffer; {@link MaskedFrameWriter} writes a client's. Nothing is
 * allocated unless a message is compressed, and a payload's indices do not move. Many frames may share one buffer and one
 * write.
 *
 * <p>With a {@link Deflation} a message is compressed if it has the agreed size and gets smaller by it; null sends it as
 * it is. Control frames and fragments are never compressed.
 */
public final class FrameWriter {

    private FrameWriter() {}

    /** A text message of bytes that the caller knows to be UTF-8. */
    public static void text(ByteBuf out, ByteBuf utf8) {
        frame(out, Opcode.TEXT, utf8);
    }

    /** A text message of bytes that the caller knows to be UTF-8. */
    public static void text(ByteBuf out, byte[] utf8) {
        FrameHeader.write(out, FrameHeader.FIN | Opcode.TEXT, utf8.length, false);
        out.writeBytes(utf8);
    }

    /** A text message; a lone surrogate becomes a question mark. */
    public static void text(ByteBuf out, CharSequence text) {
        FrameHeader.write(out, FrameHeader.FIN | Opcode.TEXT, ByteBufUtil.utf8Bytes(text), false);
        ByteBufUtil.writeUtf8(out, text);
    }

    /** A text message of bytes that the caller knows to be UTF-8. */
    public static void text(ByteBuf out, ByteBuf utf8, @Nullable Deflation deflation) {
        message(out, Opcode.TEXT, utf8, deflation);
    }

    /** A text message; a lone surrogate becomes a question mark. */
    public static void text(ByteBuf out, CharSequence text, @Nullable Deflation deflation) {
        if (deflation == null || !deflation.compresses(ByteBufUtil.utf8Bytes(text))) {
            text(out, text);
            return;
        }
        ByteBuf utf8 = ByteBufUtil.writeUtf8(out.alloc(), text);
        try {
            message(out, Opcode.TEXT, utf8, deflation);
        } finally {
            utf8.release();
        }
    }

    public static void binary(ByteBuf out, ByteBuf payload) {
        frame(out, Opcode.BINARY, payload);
    }

    public static void binary(ByteBuf out, ByteBuf payload, @Nullable Deflation deflation) {
        message(out, Opcode.BINARY, payload, deflation);
    }

    /**
     * One fragment of a message (RFC 6455, section 5.4).
     *
     * @param opener the kind of message in its first fragment, {@link Fragment#CONTINUATION} in the others
     */
    public static void fragment(ByteBuf out, Fragment opener, boolean last, ByteBuf payload) {
        FrameHeader.write(out, opener.first(last), payload.readableBytes(), false);
        append(out, payload);
    }

    /** A ping of at most 125 bytes. */
    public static void ping(ByteBuf out, ByteBuf payload) {
        control(out, Opcode.PING, payload);
    }

    /** A pong of at most 125 bytes. */
    public static void pong(ByteBuf out, ByteBuf payload) {
        control(out, Opcode.PONG, payload);
    }

    /** A Close frame with a code and a reason, of which as many characters are sent as fit. */
    public static void close(ByteBuf out, int code, CharSequence reason) {
        CharSequence fitting = ClosePayload.fitting(code, reason);
        FrameHeader.write(out, FrameHeader.FIN | Opcode.CLOSE, ClosePayload.bytes(fitting), false);
        ClosePayload.write(out, code, fitting);
    }

    /** A Close frame without a code. */
    public static void close(ByteBuf out) {
        FrameHeader.write(out, FrameHeader.FIN | Opcode.CLOSE, 0, false);
    }

    static void append(ByteBuf out, ByteBuf payload) {
        out.writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    }

    static void checkControl(ByteBuf payload) {
        if (payload.readableBytes() > FrameHeader.MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException("payload of a control frame: " + payload.readableBytes()
                    + " bytes, accepted is at most " + FrameHeader.MAX_CONTROL_PAYLOAD);
        }
    }

    private static void control(ByteBuf out, int opcode, ByteBuf payload) {
        checkControl(payload);
        frame(out, opcode, payload);
    }

    private static void message(ByteBuf out, int opcode, ByteBuf payload, @Nullable Deflation deflation) {
        ByteBuf compressed = deflation == null ? null : deflation.deflate(payload, out.alloc());
        if (compressed == null) {
            frame(out, opcode, payload);
            return;
        }
        try {
            frame(out, FrameHeader.COMPRESSED | opcode, compressed);
        } finally {
            compressed.release();
        }
    }

    private static void frame(ByteBuf out, int opcode, ByteBuf payload) {
        FrameHeader.write(out, FrameHeader.FIN | opcode, payload.readableBytes(), false);
        append(out, payload);
    }
}
