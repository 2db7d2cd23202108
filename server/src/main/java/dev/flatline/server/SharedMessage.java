package dev.flatline.server;

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

    private final ByteBuf frame;

    private SharedMessage(ByteBuf frame) {
        this.frame = Unpooled.unreleasableBuffer(frame.asReadOnly());
    }

    static SharedMessage text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuf frame = Unpooled.buffer(utf8.length + MAX_HEADER_BYTES);
        FrameWriter.text(frame, utf8);
        return new SharedMessage(frame);
    }

    static SharedMessage binary(byte[] payload) {
        ByteBuf frame = Unpooled.buffer(payload.length + MAX_HEADER_BYTES);
        FrameWriter.binary(frame, Unpooled.wrappedBuffer(payload));
        return new SharedMessage(frame);
    }

    /** The frame of a server, with indices of its own. */
    ByteBuf frame() {
        return frame.duplicate();
    }

    int frameBytes() {
        return frame.readableBytes();
    }
}
