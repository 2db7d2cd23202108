package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.Opcode;
import dev.flatline.wire.follow.FrameEdits;
import dev.flatline.wire.follow.FrameMatch;
import dev.flatline.wire.follow.FrameRule;
import dev.flatline.wire.follow.GatheredFrame;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * A data frame becomes several, of about the same size: fragments of the same message, which a peer has to put together.
 * Control frames may not be fragmented, and pass.
 */
public final class FrameSplitToxic extends FrameToxic {

    private static final int MOST_FRAGMENTS = 1000;
    private static final long MINUTE_MICROS = 60_000_000;
    private static final long NANOS_PER_MICRO = 1000;

    /** Its type. */
    public static final ToxicType TYPE = matching("frame_split", "splits WebSocket frames into fragments")
            .whole("fragments", 2, "frames that become of one, 2 to 1000; fewer if there are fewer bytes")
            .whole("pause", 0, "microseconds between two fragments, 0 to 60000000")
            .make(FrameSplitToxic::new);

    private final FrameMatch match;
    private final int fragments;
    private final long pauseNanos;

    private FrameSplitToxic(Values values) {
        super(TYPE, values);
        this.match = match(values);
        this.fragments = (int) values.whole("fragments", 2, MOST_FRAGMENTS);
        this.pauseNanos = values.whole("pause", 0, MINUTE_MICROS) * NANOS_PER_MICRO;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new TimedFrameStage(link, direction, match) {
            @Override
            FrameRule.Decision hit(int firstByte, long payloadBytes) {
                boolean possible = !Opcode.isControl(FrameHeader.opcode(firstByte)) && payloadBytes > 1;
                return possible ? FrameRule.Decision.GATHER : FrameRule.Decision.PASS;
            }

            @Override
            List<ByteBuf> edit(GatheredFrame frame) {
                injected("split", fragments, Math.min(fragments, frame.payloadBytes()));
                return FrameEdits.split(frame, fragments);
            }

            /** Header and payload of each fragment come one after the other. */
            @Override
            void passEdited(ByteBuf bytes, int index, long atNanos) {
                passLate(bytes, atNanos, index / 2 * pauseNanos);
            }
        };
    }
}
