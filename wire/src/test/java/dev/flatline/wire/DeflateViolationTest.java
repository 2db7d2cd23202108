package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a compressing peer may not send, as frames of a server to a client. */
class DeflateViolationTest {

    private static final FrameLimits SMALL = new FrameLimits(200, 300);
    private static final String HELLO = "c1 07 f2 48 cd c9 c9 07 00";

    private final Wire wire = new Wire();
    private final DeflateEnd end = DeflateEnd.of(FrameRole.CLIENT, SMALL);
    private final DeflateEnd keeping = DeflateEnd.keeping(FrameRole.CLIENT, SMALL);

    @AfterEach
    void nothingIsHeld() {
        end.close();
        keeping.close();
        assertEquals(0, wire.heldBytes());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "RSV1 on a continuation, 41 03 f2 48 cd c0 04 c9 c9 07 00, 1002",
        "RSV1 on a continuation of a plain message, 01 01 61 c0 01 62, 1002",
        "RSV1 on a ping, c9 00, 1002",
        "RSV1 on a pong, ca 00, 1002",
        "RSV1 on a Close frame, c8 00, 1002",
        "RSV1 on an unknown opcode, c3 00, 1002",
        "RSV2 with it, e1 00, 1002",
        "RSV3 with it, d1 00, 1002",
        "a new message inside a compressed one, 41 03 f2 48 cd c1 07 f2 48 cd c9 c9 07 00, 1002",
        "a block of the reserved type, c1 02 06 00, 1007",
        "a stored block whose lengths differ, c1 0b 00 05 00 fa fe 48 65 6c 6c 6f 00, 1007",
        "a distance to before the first byte, c1 05 f2 00 11 00 00, 1007",
        "a stored block that is cut, c1 08 00 05 00 fa ff 48 65 6c, 1007",
        "a stored block that is cut by more than the tail, c2 08 00 20 00 df ff 48 65 6c, 1007",
        "garbage, c2 04 ff ff ff ff, 1007",
        "text that is not UTF-8, c1 08 00 02 00 fd ff 61 ff 00, 1007",
        "text cut inside a character, c1 08 00 02 00 fd ff e2 82 00, 1007",
    })
    void refuses(String what, String bytes, int closeCode) {
        assertEquals(closeCode, codeOf(end.read(wire.hex(bytes))), what);
        assertEquals(closeCode, codeOf(keeping.read(wire.hex(bytes))), what + ", with takeover");

        assertEquals(List.of(), end.calls());
        assertEquals(List.of(), keeping.calls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c1 06 f2 48 cd c9 c9 07",
                "c1 05 f2 48 cd c9 c9",
                "c1 01 f2",
                "c1 02 04 00",
                "c1 07 f3 48 cd c9 c9 07 05"
            })
    void refusesDataThatIsNotWholeWithoutTakeover(String cut) {
        assertEquals(1007, codeOf(end.read(wire.hex(cut))));

        assertEquals(List.of(), end.calls());
    }

    @Test
    void refusesDataThatWasNotWholeAtTheNextMessageWithTakeover() {
        assertNull(keeping.read(wire.hex("c1 06 f2 48 cd c9 c9 07")));

        assertEquals(1007, codeOf(keeping.read(wire.hex(HELLO))));
    }

    @Test
    void refusesADistanceBeyondAMessageOfAnother() {
        DeflateEnd neighbour = DeflateEnd.of(FrameRole.CLIENT, SMALL);

        assertNull(end.read(wire.hex(HELLO)));

        assertEquals(1007, codeOf(end.read(wire.hex("c1 05 f2 00 11 00 00"))));
        neighbour.close();
    }

    @Test
    void refusesCompressionThatWasNotAgreedOn() {
        FrameReader plain = new FrameReader(FrameRole.CLIENT, SMALL);
        RecordingListener listener = new RecordingListener();

        ByteBuf in = wire.hex(HELLO);
        ProtocolViolation violation = plain.read(in, listener);
        in.release();

        assertEquals(1002, codeOf(violation));
        assertEquals(List.of(), listener.calls);
    }

    @Test
    void refusesTheFirstByteOfACutHeader() {
        assertNull(end.read(wire.hex("c9")));

        assertEquals(1002, codeOf(end.read(wire.hex("00"))));
    }

    @Test
    void acceptsAMessageThatInflatesToTheLimit() {
        ByteBuf in = wire.empty();
        DeflateEnd server = DeflateEnd.of(FrameRole.SERVER, SMALL);
        ByteBuf payload = wire.empty().writeZero(300);
        server.write(in, 0, Fragment.BINARY, payload);
        payload.release();

        assertNull(end.read(in));

        assertEquals(List.of("binary " + "00".repeat(300)), end.calls());
    }

    @Test
    void refusesAMessageThatInflatesToOneByteMore() {
        ByteBuf in = wire.empty();
        DeflateEnd server = DeflateEnd.of(FrameRole.SERVER, SMALL);
        ByteBuf payload = wire.empty().writeZero(301);
        server.write(in, 0, Fragment.BINARY, payload);
        payload.release();

        ProtocolViolation violation = end.read(in);

        assertEquals(1009, codeOf(violation));
        assertEquals(List.of(), end.calls());
    }

    @Test
    void limitsWhatArrivesBeforeItIsInflated() {
        ByteBuf in = wire.hex("42 7e 00 c8").writeZero(200).writeBytes(new byte[] {0, 101});

        assertEquals(1009, codeOf(end.read(in)));
    }

    @Test
    void readsTheNextConnectionsMessageAfterABadOne() {
        LoopDeflation loop = DeflateEnd.loop(FrameRole.CLIENT, new ContextBudget(0));
        DeflateEnd bad = DeflateEnd.of(loop, FrameRole.CLIENT, false, false, SMALL);
        DeflateEnd good = DeflateEnd.of(loop, FrameRole.CLIENT, false, false, SMALL);

        assertEquals(1007, codeOf(bad.read(wire.hex("c1 02 06 00"))));
        assertNull(good.read(wire.hex(HELLO)));

        assertEquals(List.of("text Hello"), good.calls());
    }

    private static int codeOf(@Nullable ProtocolViolation violation) {
        assertNotNull(violation);
        return violation.closeCode();
    }
}
