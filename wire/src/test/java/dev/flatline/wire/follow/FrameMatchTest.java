package dev.flatline.wire.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameMatchTest {

    @ParameterizedTest
    @CsvSource({
        "text,0002",
        "binary,0004",
        "continuation,0001",
        "close,0100",
        "ping,0200",
        "pong,0400",
        "control,ff00",
        "data,00ff",
        "any,ffff",
        "'',ffff",
        "Ping pong,0600",
        "'text, close',0102"
    })
    void readsKinds(String words, String opcodes) {
        FrameMatch match = FrameMatch.parse(words);

        assertEquals(Integer.parseInt(opcodes, 16), match.opcodes());
        for (int opcode = 0; opcode < 16; opcode++) {
            boolean expected = ((match.opcodes() >> opcode) & 1) == 1;
            assertEquals(expected, match.matches(0xF0 | opcode, 10), "opcode " + opcode);
        }
    }

    @Test
    void readsTheOtherWords() {
        FrameMatch match = FrameMatch.parse("text min=10 max=20 every=3 probability=0.25");

        assertEquals(new FrameMatch(2, 10, 20, 3, 0.25), match);
    }

    @Test
    void matchesBySizeWithBothBounds() {
        FrameMatch match = FrameMatch.parse("min=10,max=20");

        assertEquals(
                11,
                LongStream.range(0, 100)
                        .filter(size -> match.matches(0x81, size))
                        .count());
        assertTrue(match.matches(0x81, 10));
        assertTrue(match.matches(0x81, 20));
        assertFalse(match.matches(0x81, Long.MAX_VALUE));
    }

    @Test
    void hitsEveryNth() {
        FrameMatch match = FrameMatch.parse("pong every=3");

        assertEquals(
                List.of(3L, 6L, 9L),
                LongStream.rangeClosed(1, 10)
                        .filter(count -> match.hits(count, 0))
                        .boxed()
                        .toList());
    }

    @Test
    void hitsBelowTheProbability() {
        FrameMatch match = FrameMatch.parse("pong probability=0.5");

        assertTrue(match.hits(1, 0.4999));
        assertFalse(match.hits(1, 0.5));
        assertTrue(FrameMatch.ANY.hits(1, Math.nextDown(1.0)));
    }

    @ParameterizedTest
    @CsvSource({
        "pnog,unknown word",
        "size=3,unknown word",
        "=3,unknown word",
        "min=ten,accepted is a whole number",
        "min=-1,'min: -1, accepted is 0 or more'",
        "min=5 max=4,'max: 4, accepted is min, which is 5, or more'",
        "every=0,'every: 0, accepted is 1 or more'",
        "probability=0,'probability: 0.0, accepted is above 0 and up to 1'",
        "probability=1.5,'probability: 1.5, accepted is above 0 and up to 1'",
        "probability=often,accepted is a number above 0 and up to 1"
    })
    void saysWhatIsWrong(String words, String message) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> FrameMatch.parse(words));

        String said = String.valueOf(error.getMessage());
        assertTrue(said.contains(message), said);
    }

    @Test
    void refusesSetsAndSharesThatHitNothing() {
        assertThrows(IllegalArgumentException.class, () -> FrameMatch.ANY.withOpcodes(0));
        assertThrows(IllegalArgumentException.class, () -> FrameMatch.ANY.withOpcodes(1 << 16));
        assertThrows(IllegalArgumentException.class, () -> new FrameMatch(1, 0, 1, 1, Double.NaN));
    }

    @Test
    void namesWhatIsAccepted() {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> FrameMatch.parse("pnog"));

        assertEquals(
                "frames: unknown word 'pnog', accepted are text, binary, continuation, ping, pong, close, control, data, any,"
                        + " min=, max=, every= and probability=",
                error.getMessage());
    }
}
