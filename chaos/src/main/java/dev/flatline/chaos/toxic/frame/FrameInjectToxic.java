package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.follow.ControlFrames;
import dev.flatline.wire.follow.FrameMatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pings or pongs that nobody sent, put between two frames, on the beat. One that finds no gap before the next is due is
 * left out, as are those before the connection is upgraded. What a ping is answered with goes to the other peer.
 */
public final class FrameInjectToxic extends FrameToxic {

    private static final String PING = "ping";

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "frame_inject", "puts pings or pongs between WebSocket frames", Stream.DOWNSTREAM)
            .word("frame", PING, List.of(PING, "pong"), "ping or pong")
            .text("payload", "", "at most 125 bytes of UTF-8")
            .whole("every", 1000, "milliseconds from one to the next, 0 to 86400000; 0 for one only")
            .whole("after", 0, "milliseconds to the first, 0 to 86400000")
            .make(FrameInjectToxic::new);

    private final boolean pings;
    private final byte[] payload;
    private final long everyNanos;
    private final long afterNanos;

    private FrameInjectToxic(Values values) {
        super(TYPE, values);
        this.pings = values.text("frame").equals(PING);
        this.payload = values.text("payload").getBytes(StandardCharsets.UTF_8);
        if (payload.length > FrameHeader.MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException(
                    "payload: " + payload.length + " bytes of UTF-8, accepted are at most 125");
        }
        this.everyNanos = values.whole("every", 0, DAY_MILLIS) * NANOS_PER_MILLI;
        this.afterNanos = values.whole("after", 0, DAY_MILLIS) * NANOS_PER_MILLI;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new Injecting(link, direction);
    }

    private final class Injecting extends FrameStage {
        private long nextNanos;
        private @Nullable ByteBuf frame;

        Injecting(Link link, Direction direction) {
            super(link, direction, FrameMatch.ANY);
            this.frame = link.replaced(direction) instanceof Injecting former ? former.frame : null;
            this.nextNanos = track() == null ? Impairment.HELD : link.timers().nanoTime() + afterNanos;
        }

        @Override
        public long nextNanos() {
            return nextNanos;
        }

        @Override
        public void run(long nowNanos) {
            if (nextNanos == Impairment.HELD || nextNanos - nowNanos > 0) {
                return;
            }
            long missed = everyNanos == 0 ? 0 : (nowNanos - nextNanos) / everyNanos;
            nextNanos = everyNanos == 0 ? Impairment.HELD : nextNanos + (missed + 1) * everyNanos;
            if (frame == null && isUpgraded() && tail().isWritable()) {
                ByteBuf next = frame();
                frame = next;
                inject(next, nowNanos);
            }
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // this very buffer, not one with the same bytes
        void pass(ByteBuf bytes, long atNanos) {
            if (bytes == frame) {
                frame = null;
                injected("inject", payload.length, payload.length);
            }
            super.pass(bytes, atNanos);
        }

        @Override
        void passEnd(End end, long atNanos) {
            nextNanos = Impairment.HELD;
            super.passEnd(end, atNanos);
        }

        @Override
        public boolean retire() {
            nextNanos = Impairment.HELD;
            return super.retire();
        }

        private ByteBuf frame() {
            UnpooledByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;
            int key = random().nextInt();
            return pings
                    ? ControlFrames.ping(allocator, reader(direction()), key, payload)
                    : ControlFrames.pong(allocator, reader(direction()), key, payload);
        }
    }
}
