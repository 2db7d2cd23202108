package dev.flatline.wire.follow;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The frames that passed, by opcode: the visitor of connections that are only watched. One serves all connections of an
 * event loop in one direction; that loop alone writes it, any thread reads it.
 */
public final class FrameCounts implements FrameVisitor {

    private static final int OPCODES = 16;
    private static final int MALFORMED = OPCODES;

    private final AtomicLongArray counts = new AtomicLongArray(OPCODES + 1);

    @Override
    public void frame(int firstByte, boolean masked, int mask, long payloadLength, int headerStart, int payloadStart) {
        increment(firstByte & (OPCODES - 1));
    }

    @Override
    public void opaque(OpaqueCause cause) {
        if (cause.isMalformed()) {
            increment(MALFORMED);
        }
    }

    /** Frames with this opcode, 0 to 15, whose header has passed. */
    public long frames(int opcode) {
        if (opcode < 0 || opcode >= OPCODES) {
            throw new IllegalArgumentException("opcode: " + opcode + ", accepted is 0 to 15");
        }
        return counts.getOpaque(opcode);
    }

    /** Streams that are no longer followed because of a malformed header. */
    public long malformed() {
        return counts.getOpaque(MALFORMED);
    }

    /** One writer, so no atomic addition: this costs what a plain one does. */
    private void increment(int index) {
        counts.setOpaque(index, counts.getPlain(index) + 1);
    }
}
