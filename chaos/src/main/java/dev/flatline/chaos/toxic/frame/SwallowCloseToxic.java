package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.End;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.Opcode;
import dev.flatline.wire.follow.FrameMatch;
import dev.flatline.wire.follow.FrameRule;
import org.jspecify.annotations.Nullable;

/**
 * A peer that says goodbye is not heard: Close frames vanish, and the FIN or RST behind one is withheld until the toxic is
 * taken off. The other peer believes that the connection lives.
 */
public final class SwallowCloseToxic extends FrameToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "swallow_close", "swallows Close frames, and withholds the FIN behind them", Stream.BOTH)
            .make(SwallowCloseToxic::new);

    private static final FrameMatch CLOSE = FrameMatch.ANY.withOpcodes(FrameMatch.set(Opcode.CLOSE));

    private SwallowCloseToxic(Values values) {
        super(TYPE, values);
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new Swallowing(link, direction);
    }

    private static final class Swallowing extends FrameStage {
        private boolean swallowed;
        private @Nullable End withheld;

        Swallowing(Link link, Direction direction) {
            super(link, direction, CLOSE);
            if (link.replaced(direction) instanceof Swallowing former) {
                swallowed = former.swallowed;
                withheld = former.withheld;
                former.withheld = null;
            }
        }

        @Override
        FrameRule.Decision hit(int firstByte, long payloadBytes) {
            swallowed = true;
            injected("swallow_close", (double) payloadBytes, (double) payloadBytes);
            return FrameRule.Decision.DROP;
        }

        @Override
        void passEnd(End end, long atNanos) {
            if (swallowed) {
                withheld = end;
            } else {
                super.passEnd(end, atNanos);
            }
        }

        @Override
        void letGo(long nowNanos) {
            End end = withheld;
            if (end != null) {
                withheld = null;
                super.passEnd(end, nowNanos);
            }
        }

        @Override
        public void drop() {
            super.drop();
            withheld = null;
        }
    }
}
