package dev.flatline.server;

import dev.flatline.server.session.KeptMessage;
import dev.flatline.wire.Deflation;
import dev.flatline.wire.FrameWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * One message for many connections: its frame is written once. Immutable; the frame is on the heap and needs no release, so
 * any number of loops may write it at a time.
 */
final class SharedMessage {

    private static final int MAX_HEADER_BYTES = 10;

    private final KeptMessage message;
    private final ByteBuf frame;

    private SharedMessage(KeptMessage message, ByteBuf frame) {
        this.message = message;
        this.frame = Unpooled.unreleasableBuffer(frame.asReadOnly());
    }

    static SharedMessage of(KeptMessage message) {
        ByteBuf frame = Unpooled.buffer(message.payload().length + MAX_HEADER_BYTES);
        write(message, frame, null);
        return new SharedMessage(message, frame);
    }

    /** What it is made of. */
    KeptMessage kept() {
        return message;
    }

    /** The frame of a server, with indices of its own. */
    ByteBuf frame() {
        return frame.duplicate();
    }

    /** Writes a frame for a connection that compresses. */
    void writeTo(ByteBuf out, Deflation deflation) {
        write(message, out, deflation);
    }

    /** Writes a frame for one connection; nothing is compressed without a deflation. */
    static void write(KeptMessage message, ByteBuf out, @Nullable Deflation deflation) {
        ByteBuf payload = Unpooled.wrappedBuffer(message.payload());
        if (message.isText()) {
            FrameWriter.text(out, payload, deflation);
        } else {
            FrameWriter.binary(out, payload, deflation);
        }
    }

    int frameBytes() {
        return frame.readableBytes();
    }
}
