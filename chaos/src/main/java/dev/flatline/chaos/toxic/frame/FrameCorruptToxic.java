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
import java.util.random.RandomGenerator;

/**
 * One part of a frame is wrong: some bits of its payload, its mask, its length, a reserved bit or its opcode. A payload
 * without bytes and a reserved bit that is set already cannot be, and pass.
 */
public final class FrameCorruptToxic extends FrameToxic {

    private static final List<String> PARTS = List.of("payload", "mask", "length", "rsv1", "rsv2", "rsv3", "opcode");
    private static final int FIRST_UNUSED_DATA = 3;
    private static final int FIRST_UNUSED_CONTROL = 11;
    private static final int UNUSED_EACH = 5;
    private static final long MOST_BYTES = 1L << 40;

    /** Its type. */
    public static final ToxicType TYPE = matching("frame_corrupt", "damages WebSocket frames")
            .word("what", "payload", PARTS, "payload, mask, length, rsv1, rsv2, rsv3 or opcode")
            .whole("by", 1, "bytes that a wrong length is too large, below 0 too small; not 0")
            .make(FrameCorruptToxic::new);

    private final FrameMatch match;
    private final String what;
    private final long byBytes;
    private final int reservedBit;

    private FrameCorruptToxic(Values values) {
        super(TYPE, values);
        this.match = match(values);
        this.what = values.text("what");
        this.byBytes = values.whole("by", -MOST_BYTES, MOST_BYTES);
        if (byBytes == 0) {
            throw new IllegalArgumentException("by: 0, accepted is any number of bytes but 0");
        }
        this.reservedBit = switch (what) {
            case "rsv1" -> 0x40;
            case "rsv2" -> 0x20;
            case "rsv3" -> 0x10;
            default -> 0;
        };
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        return new FrameStage(link, direction, match) {
            @Override
            FrameRule.Decision hit(int firstByte, long payloadBytes) {
                boolean possible = (firstByte & reservedBit) == 0 && (payloadBytes > 0 || !what.equals("payload"));
                return possible ? FrameRule.Decision.GATHER : FrameRule.Decision.PASS;
            }

            @Override
            List<ByteBuf> edit(GatheredFrame frame) {
                injected("corrupt", frame.payloadBytes(), frame.payloadBytes());
                return corrupt(frame, random());
            }
        };
    }

    private List<ByteBuf> corrupt(GatheredFrame frame, RandomGenerator random) {
        return switch (what) {
            case "payload" -> FrameEdits.corruptPayload(frame, random);
            case "mask" -> FrameEdits.corruptMask(frame, random);
            case "length" -> FrameEdits.corruptLength(frame, byBytes);
            case "opcode" -> FrameEdits.badOpcode(frame, unused(frame.firstByte()) + random.nextInt(UNUSED_EACH));
            default -> FrameEdits.reserve(frame, reservedBit);
        };
    }

    private static int unused(int firstByte) {
        return Opcode.isControl(FrameHeader.opcode(firstByte)) ? FIRST_UNUSED_CONTROL : FIRST_UNUSED_DATA;
    }
}
