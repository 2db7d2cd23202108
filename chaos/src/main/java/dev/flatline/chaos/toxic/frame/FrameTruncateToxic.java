package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.follow.FrameEdits;
import dev.flatline.wire.follow.FrameMatch;
import dev.flatline.wire.follow.FrameRule;
import dev.flatline.wire.follow.GatheredFrame;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * A frame ends in its middle: its header announces all of the payload, and only the first {@code keep} bytes follow. After
 * that the connection goes on, so that its peer takes the next frames for the rest, is reset, or is closed in order.
 */
public final class FrameTruncateToxic extends FrameToxic {

    private static final String GO_ON = "go_on";
    private static final String RESET = "reset";

    /** Its type. */
    public static final ToxicType TYPE = matching("frame_truncate", "cuts WebSocket frames off in their middle")
            .whole("keep", 0, "bytes of the payload that go on, 0 to 2147483647; a frame that has no more passes whole")
            .word("then", GO_ON, List.of(GO_ON, RESET, "close"), "what follows: go_on, reset or close")
            .make(FrameTruncateToxic::new);

    private final FrameMatch match;
    private final int keptBytes;
    private final String then;

    private FrameTruncateToxic(Values values) {
        super(TYPE, values);
        this.match = match(values);
        this.keptBytes = (int) values.whole("keep", 0, Integer.MAX_VALUE);
        this.then = values.text("then");
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new Cutting(link, direction);
    }

    private final class Cutting extends FrameStage {
        private boolean ends;

        Cutting(Link link, Direction direction) {
            super(link, direction, match);
        }

        @Override
        FrameRule.Decision decide(int firstByte, long payloadBytes) {
            return ends ? FrameRule.Decision.DROP : super.decide(firstByte, payloadBytes);
        }

        @Override
        FrameRule.Decision hit(int firstByte, long payloadBytes) {
            return payloadBytes > keptBytes ? FrameRule.Decision.GATHER : FrameRule.Decision.PASS;
        }

        @Override
        List<ByteBuf> edit(GatheredFrame frame) {
            injected("truncate", frame.payloadBytes(), Math.min(keptBytes, frame.payloadBytes()));
            ends = !then.equals(GO_ON);
            return FrameEdits.truncate(frame, keptBytes);
        }

        @Override
        void looked() {
            if (ends && then.equals(RESET)) {
                link().reset();
            } else if (ends) {
                link().close();
            }
        }
    }
}
