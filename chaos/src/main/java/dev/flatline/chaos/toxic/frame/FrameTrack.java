package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.FramePosition;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.follow.FrameEditor;
import dev.flatline.wire.follow.FrameFollower;
import dev.flatline.wire.follow.FrameRule;
import dev.flatline.wire.follow.FrameVisitor;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame toxic stands in one direction of one connection: the editor of what comes in, and a follower of what has
 * gone on, which is what the toxics behind it and the peer see. It outlives an update of the toxic.
 */
final class FrameTrack {

    private static final int LEAST_GATHER_BYTES = FrameHeader.MAX_BYTES + FrameHeader.MAX_CONTROL_PAYLOAD;
    private static final FrameVisitor NOBODY = (first, masked, mask, length, headerStart, payloadStart) -> {};

    private final FrameEditor editor;
    private final int maxPayloadBytes;
    private final FrameFollower passed;
    private long passedSkip;
    private long matched;

    private FrameTrack(FramePosition start, int maxGatherBytes) {
        this.passed = start.follower().copy();
        this.passedSkip = start.skipBytes();
        this.editor = new FrameEditor(start.follower(), start.skipBytes(), maxGatherBytes, FrameRule.PASS_ALL);
        this.maxPayloadBytes = maxGatherBytes - FrameHeader.MAX_BYTES;
    }

    /**
     * A track that begins at the toxic's place; null if the connection is not upgraded and will not be. A frame that could
     * pause its own source, because it has to wait for its end, is not gathered.
     */
    static @Nullable FrameTrack at(Link link, Direction direction) {
        FramePosition position = link.frames(direction);
        if (position == null) {
            return null;
        }
        int most = Math.min(FrameEditor.DEFAULT_MAX_GATHER_BYTES, link.heldLimitBytes() - 1);
        return new FrameTrack(position, Math.max(LEAST_GATHER_BYTES, most));
    }

    FrameEditor editor() {
        return editor;
    }

    /** The largest payload of a frame that can be gathered, whatever its header. */
    int maxPayloadBytes() {
        return maxPayloadBytes;
    }

    /** Counts a frame that matches; returns which one it is, from 1. */
    long countMatch() {
        return ++matched;
    }

    /** Bytes go on, as they are now. */
    void passes(ByteBuf bytes) {
        int seen = (int) Math.min(passedSkip, bytes.readableBytes());
        passedSkip -= seen;
        passed.follow(bytes, bytes.readerIndex() + seen, bytes.writerIndex(), NOBODY);
    }

    /** Where in the frames the next byte is that goes on. */
    FramePosition position() {
        return new FramePosition(passed.copy(), passedSkip);
    }
}
