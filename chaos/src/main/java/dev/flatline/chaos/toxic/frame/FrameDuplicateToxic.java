package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameEdits;
import dev.flatline.wire.follow.FrameMatch;
import dev.flatline.wire.follow.GatheredFrame;
import io.netty.buffer.ByteBuf;
import java.util.List;

/** Frames go on twice. A whole message is then read twice; a fragment twice makes another message of it. */
public final class FrameDuplicateToxic extends FrameToxic {

    /** Its type. */
    public static final ToxicType TYPE =
            matching("frame_duplicate", "sends WebSocket frames twice").make(FrameDuplicateToxic::new);

    private final FrameMatch match;

    private FrameDuplicateToxic(Values values) {
        super(TYPE, values);
        this.match = match(values);
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new FrameStage(link, direction, match) {
            @Override
            List<ByteBuf> edit(GatheredFrame frame) {
                injected("duplicate", frame.payloadBytes(), frame.payloadBytes());
                return FrameEdits.duplicate(frame);
            }
        };
    }
}
