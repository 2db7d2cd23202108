package dev.flatline.wire.follow;

import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.Masking;
import io.netty.buffer.ByteBuf;

/**
 * One whole frame as it was on the wire. It does not own its bytes and is valid for the time of a call; nothing here writes
 * to them or moves their indices.
 */
public final class GatheredFrame {

    private final ByteBuf raw;
    private final int headerBytes;

    private GatheredFrame(ByteBuf raw, int headerBytes) {
        this.raw = raw;
        this.headerBytes = headerBytes;
    }

    /**
     * The frame that the readable bytes are.
     *
     * @throws IllegalArgumentException if they are less than a header
     */
    public static GatheredFrame of(ByteBuf raw) {
        int headerBytes = FrameHeader.bytes(raw);
        if (raw.readableBytes() < headerBytes) {
            throw new IllegalArgumentException("frame: " + raw.readableBytes() + " bytes are less than a header");
        }
        return new GatheredFrame(raw, headerBytes);
    }

    /** Header and payload. Retain a slice or a duplicate to keep them. */
    public ByteBuf raw() {
        return raw;
    }

    public int headerBytes() {
        return headerBytes;
    }

    public int payloadBytes() {
        return raw.readableBytes() - headerBytes;
    }

    /** Index of the first byte of the payload in {@link #raw}. */
    public int payloadIndex() {
        return raw.readerIndex() + headerBytes;
    }

    /** FIN, the reserved bits and the opcode. */
    public int firstByte() {
        return raw.getUnsignedByte(raw.readerIndex());
    }

    public int opcode() {
        return FrameHeader.opcode(firstByte());
    }

    public boolean isFinal() {
        return FrameHeader.isFinal(firstByte());
    }

    public boolean isMasked() {
        return FrameHeader.isMasked(raw.getByte(raw.readerIndex() + 1));
    }

    /** The key, 0 without one. */
    public int maskKey() {
        return isMasked() ? raw.getInt(payloadIndex() - Integer.BYTES) : 0;
    }

    /** The payload as on the wire, masked if the frame is: a slice that shares the bytes and that the caller releases. */
    public ByteBuf wirePayload() {
        return raw.retainedSlice(payloadIndex(), payloadBytes());
    }

    /** The payload without its mask: a copy, which the caller releases. */
    public ByteBuf payload() {
        ByteBuf copy = raw.alloc().buffer(payloadBytes());
        copy.writeBytes(raw, payloadIndex(), payloadBytes());
        Masking.apply(copy, copy.readerIndex(), copy.readableBytes(), maskKey());
        return copy;
    }

    /**
     * A frame with the first byte, the mask bit and the key of this one and another payload, which the caller releases.
     *
     * @param payload without a mask; its indices do not move
     */
    public ByteBuf withPayload(ByteBuf payload) {
        int length = payload.readableBytes();
        ByteBuf frame = raw.alloc().buffer(FrameHeader.MAX_BYTES + length);
        FrameHeader.write(frame, firstByte(), length, isMasked());
        if (isMasked()) {
            frame.writeInt(maskKey());
        }
        int start = frame.writerIndex();
        frame.writeBytes(payload, payload.readerIndex(), length);
        Masking.apply(frame, start, length, maskKey());
        return frame;
    }
}
