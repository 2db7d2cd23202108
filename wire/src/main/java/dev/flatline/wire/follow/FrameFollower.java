package dev.flatline.wire.follow;

import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.Opcode;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Follows one direction of a connection from its first byte: an HTTP head, then frames if the connection was upgraded, else
 * nothing any more (<em>opaque</em>). It takes no byte, moves no index and keeps no byte, so a frame may announce what it
 * likes; it cannot follow a second exchange on a connection that was kept alive.
 *
 * <p>It follows whatever has an end: reserved bits and opcodes, a wrong mask bit and a length in too long a form are for the
 * peers to refuse. Only a length with the top bit set and a control frame of more than 125 bytes make it opaque.
 *
 * <p>The cost of a buffer is a few branches and one look at each header in it: a payload is skipped by subtraction. An object
 * is 32 bytes, because there are two for each of very many connections. Confined to the connection's event loop.
 */
public final class FrameFollower {

    /** More than servers accept: nothing of a head is kept. */
    public static final int DEFAULT_MAX_HEAD_BYTES = 1 << 16;

    /** What {@link #untilBoundary} says when only bytes to come can tell. */
    public static final long UNKNOWN = -1;

    private static final byte REQUEST_HEAD = 0;
    /** In the head of a request that is known to be an upgrade. */
    private static final byte UPGRADE_HEAD = 1;

    private static final byte REPLY_HEAD = 2;
    private static final byte BEHIND_HEAD = 3;
    private static final byte HEADER = 4;
    private static final byte PAYLOAD = 5;
    private static final byte OPAQUE = 6;

    private static final int LENGTH_16 = 126;

    private byte phase;
    /** First byte of the frame. */
    private byte first;
    /** Second byte of the frame. */
    private byte second;
    /** Bytes of a header that have come; 0 between frames and in a payload. */
    private byte have;
    /** Key of the frame; the state of the scan in a head. */
    private int mask;
    /** Payload still to come, or its length as far as that has come; what a head may still have. */
    private long left;

    private @Nullable OpaqueCause opaque;

    private FrameFollower(byte phase, long left) {
        this.phase = phase;
        this.left = left;
    }

    /** What a client sends. Whether it is upgraded is said with {@link #upgraded}. */
    public static FrameFollower ofRequest(int maxHeadBytes) {
        return new FrameFollower(REQUEST_HEAD, checked(maxHeadBytes));
    }

    /** What a server sends: upgraded if its status is 101; a head with another 1xx is passed over (RFC 9110, section 15.2). */
    public static FrameFollower ofReply(int maxHeadBytes) {
        return new FrameFollower(REPLY_HEAD, checked(maxHeadBytes));
    }

    /** A direction that is upgraded already and stands between two frames. */
    public static FrameFollower ofFrames() {
        return new FrameFollower(HEADER, 0);
    }

    /**
     * The verdict: true if the request was a WebSocket upgrade, and best once it was answered with 101. It may come at any time
     * before the first byte behind the head. False makes it opaque, at any time, without a call of the visitor. True
     * changes nothing for a reply, whose status decides, or behind the head.
     */
    public void upgraded(boolean yes) {
        if (!yes) {
            become(OpaqueCause.NOT_UPGRADED);
        } else if (phase == BEHIND_HEAD) {
            phase = HEADER;
        } else if (phase == REQUEST_HEAD) {
            phase = UPGRADE_HEAD;
        }
    }

    /** Follows the readable bytes, all of them. */
    public void follow(ByteBuf bytes, FrameVisitor visitor) {
        follow(bytes, bytes.readerIndex(), bytes.writerIndex(), visitor);
    }

    /** Follows the bytes of {@code [from, to)}. */
    public void follow(ByteBuf bytes, int from, int to, FrameVisitor visitor) {
        int index = from;
        while (index < to) {
            switch (phase) {
                case PAYLOAD -> index = payload(index, to, visitor);
                case HEADER -> index = header(bytes, index, to, visitor);
                case BEHIND_HEAD -> giveUp(OpaqueCause.NO_VERDICT, visitor);
                case OPAQUE -> {
                    return;
                }
                default -> index = head(bytes, index, to, visitor);
            }
        }
    }

    /** Another follower that stands where this one does. */
    public FrameFollower copy() {
        FrameFollower copy = new FrameFollower(phase, left);
        copy.first = first;
        copy.second = second;
        copy.have = have;
        copy.mask = mask;
        copy.opaque = opaque;
        return copy;
    }

    /** Whether the next byte belongs to a frame. */
    public boolean inFrames() {
        return phase == HEADER || phase == PAYLOAD;
    }

    /** Whether the next byte is the first of a frame. */
    public boolean atBoundary() {
        return phase == HEADER && have == 0;
    }

    /** Bytes to the end of the frame, 0 between frames; {@link #UNKNOWN} in a header, in a head and when opaque. */
    public long untilBoundary() {
        if (phase == PAYLOAD) {
            return left;
        }
        return atBoundary() ? 0 : UNKNOWN;
    }

    /** Why nothing is followed any more; null while something is. */
    public @Nullable OpaqueCause opaque() {
        return opaque;
    }

    /** Bytes that have come of a header whose end has not. */
    int cutHeaderBytes() {
        return phase == HEADER ? have : 0;
    }

    private int head(ByteBuf bytes, int from, int to, FrameVisitor visitor) {
        int end = (int) Math.min(to, from + left);
        int scan = mask;
        for (int index = from; index < end; ) {
            scan = HeadScan.step(scan, bytes.getByte(index++));
            if (HeadScan.ended(scan)) {
                left -= index - from;
                headEnd(index, scan, visitor);
                return index;
            }
        }
        mask = scan;
        left -= end - from;
        if (left == 0) {
            giveUp(OpaqueCause.HEAD_TOO_LARGE, visitor);
        }
        return end;
    }

    private void headEnd(int end, int scan, FrameVisitor visitor) {
        boolean reply = phase == REPLY_HEAD;
        int status = reply ? HeadScan.status(scan) : -1;
        mask = HeadScan.START;
        if (!reply) {
            phase = phase == UPGRADE_HEAD ? HEADER : BEHIND_HEAD;
        } else if (status == 101) {
            phase = HEADER;
        } else if (status < 100 || status > 199) {
            become(OpaqueCause.NOT_UPGRADED);
        }
        visitor.head(end, status);
        OpaqueCause cause = opaque;
        if (cause != null) {
            visitor.opaque(cause);
        } else if (phase == REPLY_HEAD && left == 0) {
            giveUp(OpaqueCause.HEAD_TOO_LARGE, visitor);
        }
    }

    private int header(ByteBuf bytes, int index, int to, FrameVisitor visitor) {
        if (have > 0 || to - index < 2) {
            return cutHeader(bytes, index, to, visitor);
        }
        int octet = bytes.getByte(index + 1);
        int lengthBytes = lengthBytes(octet);
        boolean masked = FrameHeader.isMasked(octet);
        int end = index + 2 + lengthBytes + (masked ? Integer.BYTES : 0);
        if (end > to) {
            return cutHeader(bytes, index, to, visitor);
        }
        first = bytes.getByte(index);
        second = (byte) octet;
        left = switch (lengthBytes) {
            case 0 -> octet & 0x7F;
            case Short.BYTES -> bytes.getUnsignedShort(index + 2);
            default -> bytes.getLong(index + 2);
        };
        mask = masked ? bytes.getInt(end - Integer.BYTES) : 0;
        begin(index, end, visitor);
        return end;
    }

    /** Puts a header together that comes in pieces. */
    private int cutHeader(ByteBuf bytes, int from, int to, FrameVisitor visitor) {
        int start = have == 0 ? from : -1;
        for (int index = from; index < to; ) {
            int octet = bytes.getUnsignedByte(index++);
            take(octet);
            if (have == 2 && longControl()) {
                giveUp(OpaqueCause.LONG_CONTROL, visitor);
                return index;
            }
            if (have >= 2 && have == 2 + lengthBytes(second) + (FrameHeader.isMasked(second) ? Integer.BYTES : 0)) {
                begin(start, index, visitor);
                return index;
            }
        }
        return to;
    }

    private void take(int octet) {
        if (have == 0) {
            first = (byte) octet;
        } else if (have == 1) {
            second = (byte) octet;
            left = lengthBytes(octet) == 0 ? octet & 0x7F : 0;
            mask = 0;
        } else if (have < 2 + lengthBytes(second)) {
            left = (left << Byte.SIZE) | octet;
        } else {
            mask = (mask << Byte.SIZE) | octet;
        }
        have++;
    }

    private void begin(int start, int payloadStart, FrameVisitor visitor) {
        if (left < 0 || longControl()) {
            giveUp(left < 0 ? OpaqueCause.BAD_LENGTH : OpaqueCause.LONG_CONTROL, visitor);
            return;
        }
        boolean empty = left == 0;
        have = 0;
        phase = empty ? HEADER : PAYLOAD;
        visitor.frame(first & 0xFF, FrameHeader.isMasked(second), mask, left, start, payloadStart);
        if (empty) {
            visitor.frameEnd(payloadStart);
        }
    }

    private int payload(int index, int to, FrameVisitor visitor) {
        int available = to - index;
        if (left > available) {
            left -= available;
            return to;
        }
        int end = index + (int) left;
        left = 0;
        phase = HEADER;
        visitor.frameEnd(end);
        return end;
    }

    private boolean longControl() {
        return Opcode.isControl(FrameHeader.opcode(first)) && (second & 0x7F) > FrameHeader.MAX_CONTROL_PAYLOAD;
    }

    private void giveUp(OpaqueCause cause, FrameVisitor visitor) {
        become(cause);
        visitor.opaque(cause);
    }

    private void become(OpaqueCause cause) {
        if (phase != OPAQUE) {
            phase = OPAQUE;
            opaque = cause;
            have = 0;
        }
    }

    private static int lengthBytes(int second) {
        int form = second & 0x7F;
        return form < LENGTH_16 ? 0 : form == LENGTH_16 ? Short.BYTES : Long.BYTES;
    }

    private static int checked(int maxHeadBytes) {
        if (maxHeadBytes < 64) {
            throw new IllegalArgumentException("maxHeadBytes: " + maxHeadBytes + ", accepted is 64 or more");
        }
        return maxHeadBytes;
    }
}
