package dev.flatline.server;

import dev.flatline.wire.Deflation;
import dev.flatline.wire.FrameWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * One message for many connections: its frame is written once. Immutable; the frame is on the heap and needs no release, so
 * any number of loops may write it at a time.
 */
final class SharedMessage {

    private static final int MAX_HEADER_BYTES = 10;

    private final boolean text;
    private final byte[] payload;
    private final ByteBuf frame;

    private SharedMessage(boolean text, byte[] payload, ByteBuf frame) {
        this.text = text;
        this.payload = payload;
        this.frame = Unpooled.unreleasableBuffer(frame.asReadOnly());
    }

    static SharedMessage text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer(utf8.length + MAX_HEADER_BYTES);
        FrameWriter.text(frame, Unpooled.wrappedBuffer(utf8), null);
        return new SharedMessage(true, utf8, frame);
    }

    static SharedMessage binary(byte[] payload) {
        ByteBuf frame = Unpooled.buffer(payload.length + MAX_HEADER_BYTES);
        FrameWriter.binary(frame, Unpooled.wrappedBuffer(payload), null);
        return new SharedMessage(false, payload, frame);
    }

    /** The frame of a server, with indices of its own. */
    ByteBuf frame() {
        return frame.duplicate();
    }

    /** Writes a frame for a connection that compresses. */
    void writeTo(ByteBuf out, Deflation deflation) {
        if (text) {
            FrameWriter.text(out, Unpooled.wrappedBuffer(payload), deflation);
        } else {
            FrameWriter.binary(out, Unpooled.wrappedBuffer(payload), deflation);
        }
    }

    int frameBytes() {
        return frame.readableBytes();
    }
}
