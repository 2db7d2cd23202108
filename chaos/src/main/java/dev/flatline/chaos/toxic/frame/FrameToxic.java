package dev.flatline.chaos.toxic.frame;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.wire.follow.FrameMatch;

/** A toxic on the frames of upgraded connections that its attributes match. */
abstract class FrameToxic implements DirectionalToxic {

    static final long DAY_MILLIS = 86_400_000;
    static final long NANOS_PER_MILLI = 1_000_000;

    private final ToxicType type;
    private final Values values;
    private final FrameMatch match;

    /** A toxic whose type was begun with {@link #matching}. */
    FrameToxic(ToxicType type, Values values) {
        this.type = type;
        this.values = values;
        this.match = match(values);
    }

    /** A type on both directions, with the attributes that say which frames it hits. */
    static ToxicType.Builder matching(String name, String description) {
        return ToxicType.own(name, description, Stream.BOTH)
                .text("opcode", "any", "words of text, binary, continuation, ping, pong, close, control, data, any")
                .whole("min", 0, "bytes of payload at least")
                .whole("max", -1, "bytes of payload at most; -1 for any number")
                .whole("every", 1, "hits each so many-th of these frames, counted per connection and direction")
                .real("probability", 1, "that a frame is hit whose turn it is, above 0 and up to 1");
    }

    /** Which frames it hits. */
    final FrameMatch match() {
        return match;
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

    private static FrameMatch match(Values values) {
        long max = values.whole("max", -1, Long.MAX_VALUE);
        return new FrameMatch(
                opcodes(values.text("opcode")),
                values.whole("min", 0, Long.MAX_VALUE),
                max < 0 ? Long.MAX_VALUE : max,
                values.whole("every", 1, Long.MAX_VALUE),
                values.real("probability"));
    }

    private static int opcodes(String words) {
        String accepted = "opcode: " + words
                + ", accepted are words of text, binary, continuation, ping, pong, close, control, data, any";
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
