package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The 2 to 14 bytes before a payload (RFC 6455, section 5.2): their size, their rules, and how they are written. */
public final class FrameHeader {

    public static final int MAX_BYTES = 14;
    public static final int MAX_CONTROL_PAYLOAD = 125;
    public static final int FIN = 0x80;
    /** Set in the first frame of a compressed message (RFC 7692, section 6). */
    static final int COMPRESSED = 0x40;
    /** What the first frame says of its message: its opcode and whether it is compressed. */
    static final int MESSAGE = COMPRESSED | 0x0F;

    public static final int MASKED = 0x80;
    /** The three bits that belong to extensions. */
    public static final int RESERVED = 0x70;

    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private static final ProtocolViolation RESERVED_BITS = ProtocolViolation.protocolError("a reserved bit is set");
    private static final ProtocolViolation UNKNOWN_OPCODE = ProtocolViolation.protocolError("unknown opcode");
    private static final ProtocolViolation UNMASKED = ProtocolViolation.protocolError("a client's frame is not masked");
    private static final ProtocolViolation MASKED_BY_SERVER =
            ProtocolViolation.protocolError("a server's frame is masked");
    private static final ProtocolViolation FRAGMENTED_CONTROL =
            ProtocolViolation.protocolError("a control frame is fragmented");
    private static final ProtocolViolation LONG_CONTROL =
            ProtocolViolation.protocolError("a control frame has more than 125 bytes");
    private static final ProtocolViolation NOTHING_TO_CONTINUE =
            ProtocolViolation.protocolError("a continuation without a message");
    private static final ProtocolViolation UNFINISHED =
            ProtocolViolation.protocolError("a new message inside an unfinished one");

    private FrameHeader() {}

    /** Bytes of the header at the reader index; 2 as long as fewer are there to tell. */
    public static int bytes(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return 2;
        }
        int second = in.getByte(in.readerIndex() + 1);
        int lengthBytes = switch (second & 0x7F) {
            case LENGTH_16 -> 2;
            case LENGTH_64 -> 8;
            default -> 0;
        };
        return 2 + lengthBytes + ((second & MASKED) != 0 ? 4 : 0);
    }

    public static boolean isFinal(int first) {
        return (first & FIN) != 0;
    }

    public static int opcode(int first) {
        return first & 0x0F;
    }

    /** The first byte without the bit that the first frame of a message, and no other frame, may have set. */
    static int withoutCompression(int first) {
        int opcode = opcode(first);
        return opcode == Opcode.TEXT || opcode == Opcode.BINARY ? first & ~COMPRESSED : first;
    }

    public static boolean isMasked(int second) {
        return (second & MASKED) != 0;
    }

    /** What the first two bytes already break. */
    static @Nullable ProtocolViolation check(int first, int second, FrameRole role, boolean insideMessage) {
        int opcode = opcode(first);
        if ((first & RESERVED) != 0) {
            return RESERVED_BITS;
        }
        if (!Opcode.isKnown(opcode)) {
            return UNKNOWN_OPCODE;
        }
        if (isMasked(second) != (role == FrameRole.SERVER)) {
            return role == FrameRole.SERVER ? UNMASKED : MASKED_BY_SERVER;
        }
        if (Opcode.isControl(opcode)) {
            if (!isFinal(first)) {
                return FRAGMENTED_CONTROL;
            }
            return (second & 0x7F) > MAX_CONTROL_PAYLOAD ? LONG_CONTROL : null;
        }
        if ((opcode == Opcode.CONTINUATION) == insideMessage) {
            return null;
        }
        return insideMessage ? UNFINISHED : NOTHING_TO_CONTINUE;
    }

    /**
     * Reads the payload length that belongs to the second byte; the reader index is behind that byte.
     *
     * @return the length, or -1 if it has the sign bit or is not in the shortest form
     */
    static long readLength(ByteBuf in, int second) {
        int shortForm = second & 0x7F;
        if (shortForm < LENGTH_16) {
            return shortForm;
        }
        if (shortForm == LENGTH_16) {
            int length = in.readUnsignedShort();
            return length < LENGTH_16 ? -1 : length;
        }
        long length = in.readLong();
        return length <= 0xFFFF ? -1 : length;
    }

    /** Writes all but the key, the length in its shortest form. */
    public static void write(ByteBuf out, int first, long length, boolean masked) {
        int flag = masked ? MASKED : 0;
        if (length < LENGTH_16) {
            out.writeShort((first << 8) | flag | (int) length);
        } else if (length <= 0xFFFF) {
            out.writeShort((first << 8) | flag | LENGTH_16).writeShort((int) length);
        } else {
            out.writeShort((first << 8) | flag | LENGTH_64).writeLong(length);
        }
    }
}
