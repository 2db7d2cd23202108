package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameMatch;
import io.netty.buffer.ByteBuf;

/** A frame is late by its size, and holds up those behind it: a peer that takes its time to read. */
public final class FrameSlowToxic extends FrameToxic {

    /** Its type. */
    public static final ToxicType TYPE = matching("frame_slow", "delays WebSocket frames by their size")
            .whole("per_byte", 100, "microseconds for each byte of a frame, 0 to 1000000")
            .make(FrameSlowToxic::new);

    private final FrameMatch match;
    private final long nanosPerByte;

    private FrameSlowToxic(Values values) {
        super(TYPE, values);
        this.match = match(values);
        this.nanosPerByte = values.whole("per_byte", 0, 1_000_000) * 1000;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new TimedFrameStage(link, direction, match) {
            @Override
            void passEdited(ByteBuf bytes, int index, long atNanos) {
                passLate(bytes, atNanos, bytes.readableBytes() * nanosPerByte);
            }
        };
    }
}
