package dev.flatline.wire.follow;

import dev.flatline.wire.Opcode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which frames of one direction a fault hits. Pure: the caller keeps the count, for each connection and direction, and draws.
 *
 * @param opcodes a set: bit <i>n</i> stands for opcode <i>n</i>; not empty
 * @param minPayloadBytes from 0
 * @param maxPayloadBytes from {@code minPayloadBytes}
 * @param every hits each {@code every}-th of the frames that have such an opcode and size, from 1
 * @param probability that such a frame is hit, above 0 and up to 1
 */
public record FrameMatch(int opcodes, long minPayloadBytes, long maxPayloadBytes, long every, double probability) {

    private static final int ALL = 0xFFFF;
    private static final int CONTROL = 0xFF00;

    /** Every frame. */
    public static final FrameMatch ANY = new FrameMatch(ALL, 0, Long.MAX_VALUE, 1, 1);

    private static final Map<String, Integer> KINDS = kinds();
    private static final String ACCEPTED =
            "accepted are " + String.join(", ", KINDS.keySet()) + ", min=, max=, every= and probability=";

    public FrameMatch {
        if (opcodes == 0 || (opcodes & ~ALL) != 0) {
            throw new IllegalArgumentException(
                    "opcodes: " + opcodes + ", accepted is a set of 0 to 15 that is not empty");
        }
        if (minPayloadBytes < 0) {
            throw new IllegalArgumentException("min: " + minPayloadBytes + ", accepted is 0 or more");
        }
        if (maxPayloadBytes < minPayloadBytes) {
            throw new IllegalArgumentException(
                    "max: " + maxPayloadBytes + ", accepted is min, which is " + minPayloadBytes + ", or more");
        }
        if (every < 1) {
            throw new IllegalArgumentException("every: " + every + ", accepted is 1 or more");
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability: " + probability + ", accepted is above 0 and up to 1");
        }
    }

    /**
     * Reads words with spaces or commas between them: kinds of frames, of which any will do ({@code text}, {@code binary},
     * {@code continuation}, {@code ping}, {@code pong}, {@code close}, {@code control}, {@code data}, {@code any}), {@code min=}
     * and {@code max=} bytes of payload, {@code every=} and {@code probability=}. Without a kind it is {@code any}.
     *
     * @throws IllegalArgumentException names the word, and what is accepted
     */
    public static FrameMatch parse(String words) {
        int opcodes = 0;
        FrameMatch match = ANY;
        for (String word : words.trim().toLowerCase(Locale.ROOT).split("[\\s,]+", -1)) {
            Integer kind = KINDS.get(word);
            if (kind != null) {
                opcodes |= kind;
            } else if (!word.isEmpty()) {
                match = match.with(word);
            }
        }
        return match.withOpcodes(opcodes == 0 ? ALL : opcodes);
    }

    /** Whether a frame has such an opcode and size: the ones to count. */
    public boolean matches(int firstByte, long payloadBytes) {
        return ((opcodes >>> (firstByte & 0x0F)) & 1) != 0
                && payloadBytes >= minPayloadBytes
                && payloadBytes <= maxPayloadBytes;
    }

    /**
     * Whether a frame that matches is hit.
     *
     * @param count which of those that match it is, from 1
     * @param draw uniform in [0, 1)
     */
    public boolean hits(long count, double draw) {
        return count % every == 0 && draw < probability;
    }

    public FrameMatch withOpcodes(int set) {
        return new FrameMatch(set, minPayloadBytes, maxPayloadBytes, every, probability);
    }

    private FrameMatch with(String word) {
        int equals = word.indexOf('=');
        String value = word.substring(equals + 1);
        return switch (equals < 0 ? "" : word.substring(0, equals)) {
            case "min" -> new FrameMatch(opcodes, whole(word, value), maxPayloadBytes, every, probability);
            case "max" -> new FrameMatch(opcodes, minPayloadBytes, whole(word, value), every, probability);
            case "every" -> new FrameMatch(opcodes, minPayloadBytes, maxPayloadBytes, whole(word, value), probability);
            case "probability" ->
                new FrameMatch(opcodes, minPayloadBytes, maxPayloadBytes, every, fraction(word, value));
            default -> throw new IllegalArgumentException("frames: unknown word '" + word + "', " + ACCEPTED);
        };
    }

    private static long whole(String word, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("frames: '" + word + "', accepted is a whole number", e);
        }
    }

    private static double fraction(String word, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("frames: '" + word + "', accepted is a number above 0 and up to 1", e);
        }
    }

    private static Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("text", set(Opcode.TEXT));
        kinds.put("binary", set(Opcode.BINARY));
        kinds.put("continuation", set(Opcode.CONTINUATION));
        kinds.put("ping", set(Opcode.PING));
        kinds.put("pong", set(Opcode.PONG));
        kinds.put("close", set(Opcode.CLOSE));
        kinds.put("control", CONTROL);
        kinds.put("data", ALL & ~CONTROL);
        kinds.put("any", ALL);
        return kinds;
    }

    /** The set of these opcodes. */
    public static int set(int... opcodes) {
        return Arrays.stream(opcodes).map(opcode -> 1 << opcode).reduce(0, (all, bit) -> all | bit);
    }
}
