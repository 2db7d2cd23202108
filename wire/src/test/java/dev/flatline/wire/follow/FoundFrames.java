package dev.flatline.wire.follow;

import dev.flatline.wire.follow.RandomStream.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what it is told, with indices turned into offsets in the whole stream. */
final class FoundFrames implements FrameVisitor {

    final List<Frame> frames = new ArrayList<>();
    final List<Integer> ends = new ArrayList<>();
    final List<Integer> statuses = new ArrayList<>();

    @Nullable OpaqueCause opaque;
    /** What an index of the buffer at hand needs to be an offset. */
    int base;
    /** Where the header starts that is cut: the follower leaves that to the caller. */
    int cutStart;

    @Override
    public void frame(int firstByte, boolean masked, int mask, long payloadLength, int headerStart, int payloadStart) {
        int start = headerStart < 0 ? cutStart : base + headerStart;
        frames.add(new Frame(firstByte, masked, mask, payloadLength, start, base + payloadStart));
    }

    @Override
    public void frameEnd(int end) {
        ends.add(base + end);
        cutStart = base + end;
    }

    @Override
    public void head(int end, int status) {
        statuses.add(status);
        cutStart = base + end;
    }

    @Override
    public void opaque(OpaqueCause cause) {
        opaque = cause;
    }
}
