package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.wire.follow.FrameMatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames wait for one another and go on in one write: when there are enough of them, when the first has waited long enough,
 * or when more bytes wait than a direction may hold. What comes behind a frame that waits, waits with it.
 */
public final class FrameCoalesceToxic extends FrameToxic {

    private static final int MOST_FRAMES = 10_000;

    /** Its type. */
    public static final ToxicType TYPE = matching("frame_coalesce", "holds WebSocket frames to send them in one write")
            .whole("frames", 10, "frames that go on together, 2 to 10000")
            .whole("wait", 100, "milliseconds that the first one waits at most, 1 to 86400000")
            .make(FrameCoalesceToxic::new);

    private final FrameMatch match;
    private final int frames;
    private final long waitNanos;

    private FrameCoalesceToxic(Values values) {
        super(TYPE, values);
        this.match = match(values);
        this.frames = (int) values.whole("frames", 2, MOST_FRAMES);
        this.waitNanos = values.whole("wait", 1, DAY_MILLIS) * NANOS_PER_MILLI;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new Gathering(link, direction);
    }

    private final class Gathering extends FrameStage {
        private final List<ByteBuf> waiting = new ArrayList<>();
        private long waitingBytes;
        private int waitingFrames;
        private long sinceNanos;

        Gathering(Link link, Direction direction) {
            super(link, direction, match);
        }

        @Override
        void pass(ByteBuf bytes, long atNanos) {
            if (waiting.isEmpty()) {
                super.pass(bytes, atNanos);
            } else {
                await(bytes, atNanos);
            }
        }

        @Override
        void passEdited(ByteBuf bytes, int index, long atNanos) {
            if (waiting.isEmpty()) {
                sinceNanos = atNanos;
            }
            waitingFrames++;
            await(bytes, atNanos);
        }

        @Override
        void passEnd(End end, long atNanos) {
            letGo(atNanos);
            super.passEnd(end, atNanos);
        }

        @Override
        void letGo(long nowNanos) {
            if (!waiting.isEmpty()) {
                injected("coalesce", frames, waitingFrames);
                ByteBuf all = Unpooled.wrappedBuffer(waiting.size(), waiting.toArray(ByteBuf[]::new));
                forget();
                super.pass(all, nowNanos);
            }
        }

        @Override
        public long nextNanos() {
            return waiting.isEmpty() ? Impairment.HELD : sinceNanos + waitNanos;
        }

        @Override
        public void run(long nowNanos) {
            long due = nextNanos();
            if (due != Impairment.HELD && due - nowNanos <= 0 && tail().isWritable()) {
                letGo(due);
            }
        }

        @Override
        public long heldBytes() {
            return super.heldBytes() + waitingBytes;
        }

        @Override
        public void drop() {
            super.drop();
            waiting.forEach(ByteBuf::release);
            forget();
        }

        private void await(ByteBuf bytes, long atNanos) {
            waiting.add(bytes);
            waitingBytes += bytes.readableBytes();
            if (waitingFrames >= frames || waitingBytes >= link().heldLimitBytes()) {
                letGo(atNanos);
            }
        }

        private void forget() {
            waiting.clear();
            waitingBytes = 0;
            waitingFrames = 0;
        }
    }
}
