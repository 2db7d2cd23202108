package dev.flatline.wire.follow;

import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.FrameRole;
import dev.flatline.wire.Masking;
import dev.flatline.wire.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * Control frames to put between those of a stream: masked if the reader is the server, else not. A fault may say what a
 * peer may not, so any close code is written.
 */
public final class ControlFrames {

    private static final byte[] NOTHING = {};

    private ControlFrames() {}

    /**
     * A ping.
     *
     * @param reader who will read the frame
     * @param key to mask with, drawn for this frame; not used towards a client
     * @param payload at most 125 bytes
     */
    public static ByteBuf ping(ByteBufAllocator allocator, FrameRole reader, int key, byte[] payload) {
        return frame(allocator, reader, key, Opcode.PING, payload);
    }

    /** A pong; the arguments are those of {@link #ping}. */
    public static ByteBuf pong(ByteBufAllocator allocator, FrameRole reader, int key, byte[] payload) {
        return frame(allocator, reader, key, Opcode.PONG, payload);
    }

    /** A Close frame without a code. */
    public static ByteBuf close(ByteBufAllocator allocator, FrameRole reader, int key) {
        return frame(allocator, reader, key, Opcode.CLOSE, NOTHING);
    }

    /**
     * A Close frame.
     *
     * @param code 0 to 65535
     * @param reason at most 123 bytes of UTF-8
     */
    public static ByteBuf close(ByteBufAllocator allocator, FrameRole reader, int key, int code, String reason) {
        if (code < 0 || code > 0xFFFF) {
            throw new IllegalArgumentException("close code: " + code + ", accepted is 0 to 65535");
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[Short.BYTES + text.length];
        payload[0] = (byte) (code >>> Byte.SIZE);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, Short.BYTES, text.length);
        return frame(allocator, reader, key, Opcode.CLOSE, payload);
    }

    private static ByteBuf frame(ByteBufAllocator allocator, FrameRole reader, int key, int opcode, byte[] payload) {
        if (payload.length > FrameHeader.MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException("control frame: " + payload.length + " bytes of payload, at most "
                    + FrameHeader.MAX_CONTROL_PAYLOAD);
        }
        boolean masked = reader == FrameRole.SERVER;
        ByteBuf frame = allocator.buffer(FrameHeader.MAX_BYTES + payload.length);
        FrameHeader.write(frame, FrameHeader.FIN | opcode, payload.length, masked);
        if (masked) {
            frame.writeInt(key);
        }
        int start = frame.writerIndex();
        frame.writeBytes(payload);
        if (masked) {
            Masking.apply(frame, start, payload.length, key);
        }
        return frame;
    }
}
