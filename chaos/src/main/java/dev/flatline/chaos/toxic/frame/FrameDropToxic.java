package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameMatch;
import dev.flatline.wire.follow.FrameRule;

/** Whole frames vanish, of any size; the stream stays well-formed. With {@code opcode=pong} heartbeats go unanswered. */
public final class FrameDropToxic extends FrameToxic {

    /** Its type. */
    public static final ToxicType TYPE =
            matching("frame_drop", "drops whole WebSocket frames").make(FrameDropToxic::new);

    private final FrameMatch match;

    private FrameDropToxic(Values values) {
        super(TYPE, values);
        this.match = match(values);
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new FrameStage(link, direction, match) {
            @Override
            FrameRule.Decision hit(int firstByte, long payloadBytes) {
                injected("drop", (double) payloadBytes, (double) payloadBytes);
                return FrameRule.Decision.DROP;
            }
        };
    }
}
