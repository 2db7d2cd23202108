package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything RFC 6455 forbids, as frames of a server to a client unless masking is the point. */
class FrameViolationTest {

    private static final FrameLimits SMALL = new FrameLimits(200, 300);

    private final Wire wire = new Wire();
    private final RecordingListener listener = new RecordingListener();
    private final FrameReader reader = new FrameReader(FrameRole.CLIENT, SMALL);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "first reserved bit, c1 00, 1002",
        "second reserved bit, a1 00, 1002",
        "third reserved bit, 91 00, 1002",
        "opcode 3, 83 00, 1002",
        "opcode 7, 87 00, 1002",
        "opcode 11, 8b 00, 1002",
        "opcode 15, 8f 00, 1002",
        "fragmented ping, 09 00, 1002",
        "fragmented close, 08 00, 1002",
        "long ping, 89 7e 00 7e, 1002",
        "continuation of nothing, 80 00, 1002",
        "new text inside a text, 01 01 61 81 01 62, 1002",
        "new binary inside a text, 01 01 61 02 01 62, 1002",
        "continuation after the end, 01 01 61 80 01 62 80 01 63, 1002",
        "16-bit length of 125, 82 7e 00 7d, 1002",
        "64-bit length of 65535, 82 7f 00 00 00 00 00 00 ff ff, 1002",
        "negative length, 82 7f 80 00 00 00 00 00 00 00, 1002",
        "frame too big, 82 7e 00 c9, 1009",
        "frame of 2^62, 82 7f 40 00 00 00 00 00 00 00, 1009",
        "close with half a code, 88 01 03, 1002",
        "close code 999, 88 02 03 e7, 1002",
        "close code 1004, 88 02 03 ec, 1002",
        "close code 1005, 88 02 03 ed, 1002",
        "close code 1006, 88 02 03 ee, 1002",
        "close code 1015, 88 02 03 f7, 1002",
        "close code 2999, 88 02 0b b7, 1002",
        "close code 5000, 88 02 13 88, 1002",
        "close reason not UTF-8, 88 03 03 e8 ff, 1007",
        "close reason cut inside a character, 88 04 03 e8 e2 82, 1007",
        "text not UTF-8, 81 02 61 ff, 1007",
        "text with a surrogate, 81 03 ed a0 80, 1007",
        "text with an overlong slash, 81 02 c0 af, 1007",
        "text above U+10FFFF, 81 04 f4 90 80 80, 1007",
        "text cut inside a character, 81 02 e2 82, 1007",
        "fragments that end inside a character, 01 01 e2 80 01 82, 1007",
    })
    void refuses(String what, String bytes, int closeCode) {
        ByteBuf in = wire.hex(bytes);

        ProtocolViolation violation = reader.read(in, listener);
        in.release();

        assertEquals(closeCode, codeOf(violation), what);
        assertEquals(0, wire.heldBytes(), "held after the violation");
    }

    @Test
    void refusesAnUnmaskedFrameOfAClient() {
        FrameReader server = new FrameReader(FrameRole.SERVER, SMALL);

        assertEquals(1002, codeOf(server.read(wire.hex("81 01 61"), listener)));
        assertEquals(List.of(), listener.calls);
    }

    @Test
    void refusesAMaskedFrameOfAServer() {
        assertEquals(1002, codeOf(reader.read(wire.hex("81 81 00 00 00 00 61"), listener)));
    }

    @Test
    void refusesAMessageWhoseFragmentsAddUpToTooMuch() {
        ByteBuf in = wire.empty();
        FrameWriter.fragment(in, Fragment.BINARY, false, wire.empty().writeZero(200));
        FrameWriter.fragment(in, Fragment.CONTINUATION, true, wire.empty().writeZero(101));

        assertEquals(1009, codeOf(reader.read(in, listener)));
    }

    @Test
    void acceptsAFrameAndAMessageAtTheirLimits() {
        ByteBuf in = wire.empty();
        FrameWriter.fragment(in, Fragment.BINARY, false, wire.empty().writeZero(200));
        FrameWriter.fragment(in, Fragment.CONTINUATION, true, wire.empty().writeZero(100));

        assertNull(reader.read(in, listener));
        assertEquals(List.of("binary " + "00".repeat(300)), listener.calls);
    }

    @Test
    void failsAtTheSecondByteOfABadHeader() {
        assertNull(reader.read(wire.hex("89"), listener));

        assertEquals(1002, codeOf(reader.read(wire.hex("7e"), listener)));
    }

    @Test
    void failsAtTheFirstByteThatIsNotUtf8() {
        assertNull(reader.read(wire.hex("01 06 61 e2"), listener));

        assertEquals(1007, codeOf(reader.read(wire.hex("28"), listener)));
    }

    @Test
    void deliversWhatCameBeforeTheViolation() {
        reader.read(wire.hex("81 01 61 83 00"), listener);

        assertEquals(List.of("text a"), listener.calls);
    }

    @Test
    void ignoresInputAfterAViolation() {
        ByteBuf later = wire.hex("81 01 61");
        reader.read(wire.hex("83 00"), listener);

        assertNull(reader.read(later, listener));

        assertEquals(List.of(), listener.calls);
        assertEquals(0, later.readableBytes());
    }

    @Test
    void ignoresInputAfterAClose() {
        reader.read(wire.hex("88 02 03 e8 83 00"), listener);
        reader.read(wire.hex("81 01 61"), listener);

        assertEquals(List.of("close 1000 "), listener.calls);
    }

    private static int codeOf(@Nullable ProtocolViolation violation) {
        assertNotNull(violation);
        return violation.closeCode();
    }
}
