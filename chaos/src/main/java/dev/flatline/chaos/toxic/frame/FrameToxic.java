package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.wire.FrameRole;
import dev.flatline.wire.follow.FrameMatch;

/** A toxic on the frames of upgraded connections. */
abstract class FrameToxic implements DirectionalToxic {

    private static final String KINDS = "text, binary, continuation, ping, pong, close, control, data, any";
    static final long DAY_MILLIS = 86_400_000;
    static final long NANOS_PER_MILLI = 1_000_000;

    private final ToxicType type;
    private final Values values;

    /** A toxic with these values, of which the subclass checks its own. */
    FrameToxic(ToxicType type, Values values) {
        this.type = type;
        this.values = values;
    }

    /** A type on both directions, with the attributes that {@link #match} reads. */
    static ToxicType.Builder matching(String name, String description) {
        return ToxicType.own(name, description, Stream.BOTH)
                .text("opcode", "any", "words of " + KINDS)
                .whole("min", 0, "bytes of payload at least")
                .whole("max", -1, "bytes of payload at most; -1 for any number")
                .whole("every", 1, "hits each so many-th of these frames, counted per connection and direction")
                .real("probability", 1, "that a frame is hit whose turn it is, above 0 and up to 1");
    }

    /** Who reads the frames of a direction. */
    static FrameRole reader(Direction direction) {
        return direction == Direction.UPSTREAM ? FrameRole.SERVER : FrameRole.CLIENT;
    }

    @Override
    public final ToxicType type() {
        return type;
    }

    @Override
    public final Values values() {
        return values;
    }

    @Override
    public final boolean needsRequest() {
        return true;
    }

    /** Which frames a toxic hits, by the attributes of {@link #matching}. */
    static FrameMatch match(Values values) {
        long max = values.whole("max", -1, Long.MAX_VALUE);
        return new FrameMatch(
                opcodes(values.text("opcode")),
                values.whole("min", 0, Long.MAX_VALUE),
                max < 0 ? Long.MAX_VALUE : max,
                values.whole("every", 1, Long.MAX_VALUE),
                values.real("probability"));
    }

    private static int opcodes(String words) {
        String accepted = "opcode: " + words + ", accepted are words of " + KINDS;
        if (words.indexOf('=') >= 0) {
            throw new IllegalArgumentException(accepted);
        }
        try {
            return FrameMatch.parse(words).opcodes();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(accepted, e);
        }
    }
}
