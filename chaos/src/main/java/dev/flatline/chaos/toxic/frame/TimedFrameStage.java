package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Outlet;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameMatch;
import io.netty.buffer.ByteBuf;

/** A frame stage with a wire behind it: what is put on it late holds up what comes behind, and nothing overtakes. */
abstract class TimedFrameStage extends FrameStage {

    private final LineStage line;
    private long lateNanos;
    private int waiting;

    /** A stage whose wire is empty. */
    TimedFrameStage(Link link, Direction direction, FrameMatch match) {
        super(link, direction, match);
        this.line = LineStage.of(
                link, direction, new FarEnd(), () -> (arrivedNanos, bytes, random) -> arrivedNanos + lateNanos);
    }

    /** Bytes that are so much later than they came go on, behind all that goes on before. */
    final void passLate(ByteBuf bytes, long atNanos, long byNanos) {
        lateNanos = byNanos;
        pass(bytes, atNanos);
        lateNanos = 0;
    }

    @Override
    void pass(ByteBuf bytes, long atNanos) {
        waiting++;
        line.bytes(bytes, atNanos);
    }

    @Override
    void passEnd(End end, long atNanos) {
        line.end(end, atNanos);
    }

    @Override
    void letGo(long nowNanos) {
        line.release(nowNanos);
    }

    @Override
    public long nextNanos() {
        return line.nextNanos();
    }

    @Override
    public void run(long nowNanos) {
        line.run(nowNanos);
    }

    @Override
    public long heldBytes() {
        return super.heldBytes() + line.heldBytes() + (long) waiting * OVERHEAD_BYTES;
    }

    @Override
    public void drop() {
        super.drop();
        line.drop();
        waiting = 0;
    }

    /** The far end of the wire. */
    private final class FarEnd implements Outlet {

        @Override
        public void bytes(ByteBuf bytes, long atNanos) {
            waiting--;
            tail().bytes(bytes, atNanos);
        }

        @Override
        public void end(End end, long atNanos) {
            tail().end(end, atNanos);
        }

        @Override
        public boolean isWritable() {
            return tail().isWritable();
        }
    }
}
