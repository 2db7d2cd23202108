package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * Appends a client's frames, masked in place, to a buffer; {@link FrameWriter} writes a server's, and tells when a message
 * is compressed. A payload's indices do not move. The key is an argument: a fresh, unpredictable one for every frame (RFC
 * 6455, section 5.3).
 */
public final class MaskedFrameWriter {

    private MaskedFrameWriter() {}

    /** A text message of bytes that the caller knows to be UTF-8. */
    public static void text(ByteBuf out, int key, ByteBuf utf8) {
        frame(out, key, FrameHeader.FIN | Opcode.TEXT, utf8);
    }

    /** A text message of bytes that the caller knows to be UTF-8. */
    public static void text(ByteBuf out, int key, byte[] utf8) {
        int start = begin(out, key, FrameHeader.FIN | Opcode.TEXT, utf8.length);
        out.writeBytes(utf8);
        mask(out, key, start);
    }

    /** A text message; a lone surrogate becomes a question mark. */
    public static void text(ByteBuf out, int key, CharSequence text) {
        int start = begin(out, key, FrameHeader.FIN | Opcode.TEXT, ByteBufUtil.utf8Bytes(text));
        ByteBufUtil.writeUtf8(out, text);
        mask(out, key, start);
    }

    /** A text message of bytes that the caller knows to be UTF-8. */
    public static void text(ByteBuf out, int key, ByteBuf utf8, @Nullable Deflation deflation) {
        message(out, key, FrameHeader.FIN | Opcode.TEXT, utf8, deflation);
    }

    public static void binary(ByteBuf out, int key, ByteBuf payload) {
        frame(out, key, FrameHeader.FIN | Opcode.BINARY, payload);
    }

    public static void binary(ByteBuf out, int key, ByteBuf payload, @Nullable Deflation deflation) {
        message(out, key, FrameHeader.FIN | Opcode.BINARY, payload, deflation);
    }

    /**
     * One fragment of a message (RFC 6455, section 5.4).
     *
     * @param opener the kind of message in its first fragment, {@link Fragment#CONTINUATION} in the others
     */
    public static void fragment(ByteBuf out, int key, Fragment opener, boolean last, ByteBuf payload) {
        frame(out, key, opener.first(last), payload);
    }

    /** A ping of at most 125 bytes. */
    public static void ping(ByteBuf out, int key, ByteBuf payload) {
        FrameWriter.checkControl(payload);
        frame(out, key, FrameHeader.FIN | Opcode.PING, payload);
    }

    /** A pong of at most 125 bytes. */
    public static void pong(ByteBuf out, int key, ByteBuf payload) {
        FrameWriter.checkControl(payload);
        frame(out, key, FrameHeader.FIN | Opcode.PONG, payload);
    }

    /** A Close frame with a code and a reason, of which as many characters are sent as fit. */
    public static void close(ByteBuf out, int key, int code, CharSequence reason) {
        CharSequence fitting = ClosePayload.fitting(code, reason);
        int start = begin(out, key, FrameHeader.FIN | Opcode.CLOSE, ClosePayload.bytes(fitting));
        ClosePayload.write(out, code, fitting);
        mask(out, key, start);
    }

    /** A Close frame without a code. */
    public static void close(ByteBuf out, int key) {
        begin(out, key, FrameHeader.FIN | Opcode.CLOSE, 0);
    }

    private static void message(ByteBuf out, int key, int first, ByteBuf payload, @Nullable Deflation deflation) {
        ByteBuf compressed = deflation == null ? null : deflation.deflate(payload, out.alloc());
        if (compressed == null) {
            frame(out, key, first, payload);
            return;
        }
        try {
            frame(out, key, FrameHeader.COMPRESSED | first, compressed);
        } finally {
            compressed.release();
        }
    }

    private static void frame(ByteBuf out, int key, int first, ByteBuf payload) {
        int start = begin(out, key, first, payload.readableBytes());
        FrameWriter.append(out, payload);
        mask(out, key, start);
    }

    private static int begin(ByteBuf out, int key, int first, int length) {
        FrameHeader.write(out, first, length, true);
        out.writeInt(key);
        return out.writerIndex();
    }

    private static void mask(ByteBuf out, int key, int start) {
        Masking.apply(out, start, out.writerIndex() - start, key);
    }
}
