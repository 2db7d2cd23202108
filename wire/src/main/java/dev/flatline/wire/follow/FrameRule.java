package dev.flatline.wire.follow;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** What a {@link FrameEditor} does with the frames of one direction; called on the connection's event loop. */
public interface FrameRule {

    /** Every frame goes on as it came. */
    FrameRule PASS_ALL = (firstByte, masked, payloadLength) -> Decision.PASS;

    /** What becomes of a frame. */
    enum Decision {
        /** It goes on untouched, as it comes. */
        PASS,
        /** None of its bytes goes on. */
        DROP,
        /** It is collected and handed to {@link #rewrite}. */
        GATHER
    }

    /**
     * Decides when a frame's header is complete, before any byte of the frame has gone on.
     *
     * @param firstByte FIN, the reserved bits and the opcode, as on the wire
     * @param payloadLength as announced, up to 2^63-1
     */
    Decision decide(int firstByte, boolean masked, long payloadLength);

    /**
     * What goes on instead of a frame that was gathered.
     *
     * @param frame the editor's, for the time of the call
     * @return buffers that become the editor's, in order; none, and the frame is gone
     */
    default List<ByteBuf> rewrite(GatheredFrame frame) {
        return List.of(frame.raw().retainedDuplicate());
    }
}
