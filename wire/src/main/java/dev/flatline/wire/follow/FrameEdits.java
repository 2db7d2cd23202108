package dev.flatline.wire.follow;

import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.Masking;
import dev.flatline.wire.Opcode;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a fault makes of a whole frame: buffers that go on instead, which become the caller's. The frame stays as it is; a
 * payload that does not change is shared and not copied.
 */
public final class FrameEdits {

    private FrameEdits() {}

    /** The frame twice. */
    public static List<ByteBuf> duplicate(GatheredFrame frame) {
        return List.of(frame.raw().retainedDuplicate(), frame.raw().retainedDuplicate());
    }

    /**
     * The header, which goes on announcing all, and the first bytes of the payload: the reader takes what comes next for the
     * rest.
     *
     * @param keptPayloadBytes from 0; all that there are, if there are no more
     */
    public static List<ByteBuf> truncate(GatheredFrame frame, int keptPayloadBytes) {
        atLeast("keptPayloadBytes", keptPayloadBytes, 0);
        int kept = frame.headerBytes() + Math.min(keptPayloadBytes, frame.payloadBytes());
        return List.of(frame.raw().retainedSlice(frame.raw().readerIndex(), kept));
    }

    /** One to eight bits of one payload byte flipped, on the wire; unchanged without a payload. */
    public static List<ByteBuf> corruptPayload(GatheredFrame frame, RandomGenerator random) {
        if (frame.payloadBytes() == 0) {
            return List.of(frame.raw().retainedDuplicate());
        }
        int at = frame.headerBytes() + random.nextInt(frame.payloadBytes());
        ByteBuf copy = frame.raw().copy();
        int index = copy.readerIndex() + at;
        return List.of(copy.setByte(index, copy.getByte(index) ^ random.nextInt(1, 256)));
    }

    /**
     * Another key before a payload that was masked with the old one. A frame without a mask says that it has one, so that its
     * reader takes the first bytes of the payload for the key.
     */
    public static List<ByteBuf> corruptMask(GatheredFrame frame, RandomGenerator random) {
        ByteBuf header = header(frame);
        if (frame.isMasked()) {
            int index = header.writerIndex() - Integer.BYTES;
            header.setInt(index, frame.maskKey() ^ otherThanZero(random));
        } else {
            header.setByte(1, header.getByte(1) | FrameHeader.MASKED);
        }
        return withPayload(header, frame);
    }

    /**
     * Another length announced, in its shortest form: the true one and {@code byBytes}, at least 0. Where that is the true
     * one, because that was 0, it goes the other way.
     *
     * @param byBytes below or above 0
     */
    public static List<ByteBuf> corruptLength(GatheredFrame frame, long byBytes) {
        if (byBytes == 0 || byBytes == Long.MIN_VALUE) {
            throw new IllegalArgumentException("byBytes: " + byBytes + ", accepted is any length but 0");
        }
        int length = frame.payloadBytes();
        long wrong = byBytes < 0 && length == 0 ? -byBytes : length + Math.min(byBytes, Long.MAX_VALUE - length);
        ByteBuf header = frame.raw().alloc().buffer(FrameHeader.MAX_BYTES);
        FrameHeader.write(header, frame.firstByte(), Math.max(0, wrong), frame.isMasked());
        if (frame.isMasked()) {
            header.writeInt(frame.maskKey());
        }
        return withPayload(header, frame);
    }

    /**
     * Reserved bits set that were not.
     *
     * @param bits of RSV1 (0x40), RSV2 (0x20) and RSV3 (0x10), at least one
     */
    public static List<ByteBuf> reserve(GatheredFrame frame, int bits) {
        if (bits == 0 || (bits & ~FrameHeader.RESERVED) != 0) {
            throw new IllegalArgumentException(
                    "reserved bits: " + bits + ", accepted are 0x40, 0x20, 0x10 and their sums");
        }
        return withFirstByte(frame, frame.firstByte() | bits);
    }

    /**
     * An opcode that nobody may use.
     *
     * @param opcode 3 to 7 or 11 to 15
     */
    public static List<ByteBuf> badOpcode(GatheredFrame frame, int opcode) {
        if (opcode < 0 || opcode > 15 || Opcode.isKnown(opcode)) {
            throw new IllegalArgumentException("opcode: " + opcode + ", accepted are 3 to 7 and 11 to 15");
        }
        return withFirstByte(frame, (frame.firstByte() & ~0x0F) | opcode);
    }

    /**
     * The same message in fragments of about the same size (RFC 6455, section 5.4), none of them empty. The first keeps the
     * opcode and the reserved bits, the last FIN if the frame had it; the key of each is the frame's, turned to where the
     * fragment starts. A control frame and a payload of one byte or none stay whole.
     *
     * @param fragments from 2; fewer come if there are fewer bytes
     */
    public static List<ByteBuf> split(GatheredFrame frame, int fragments) {
        atLeast("fragments", fragments, 2);
        int length = frame.payloadBytes();
        int count = Opcode.isControl(frame.opcode()) ? 1 : Math.min(fragments, length);
        if (count < 2) {
            return List.of(frame.raw().retainedDuplicate());
        }
        List<ByteBuf> parts = new ArrayList<>(2 * count);
        int from = 0;
        for (int i = 1; i <= count; i++) {
            int to = (int) ((long) length * i / count);
            int opener = from == 0 ? frame.firstByte() & ~FrameHeader.FIN : Opcode.CONTINUATION;
            int end = i == count ? frame.firstByte() & FrameHeader.FIN : 0;
            ByteBuf header = frame.raw().alloc().buffer(FrameHeader.MAX_BYTES);
            FrameHeader.write(header, opener | end, to - from, frame.isMasked());
            if (frame.isMasked()) {
                header.writeInt(Masking.rotate(frame.maskKey(), from));
            }
            parts.add(header);
            parts.add(frame.raw().retainedSlice(frame.payloadIndex() + from, to - from));
            from = to;
        }
        return parts;
    }

    private static List<ByteBuf> withFirstByte(GatheredFrame frame, int first) {
        return withPayload(header(frame).setByte(0, first), frame);
    }

    /** A copy of the header, from index 0 on. */
    private static ByteBuf header(GatheredFrame frame) {
        ByteBuf header = frame.raw().alloc().buffer(FrameHeader.MAX_BYTES);
        return header.writeBytes(frame.raw(), frame.raw().readerIndex(), frame.headerBytes());
    }

    private static List<ByteBuf> withPayload(ByteBuf header, GatheredFrame frame) {
        return frame.payloadBytes() == 0 ? List.of(header) : List.of(header, frame.wirePayload());
    }

    private static int otherThanZero(RandomGenerator random) {
        int bits = random.nextInt();
        return bits == 0 ? 1 : bits;
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + ", accepted is " + least + " or more");
        }
    }
}
