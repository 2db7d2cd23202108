package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7692, section 7.2.3, byte for byte, as frames of a server to a client. */
class DeflateExamplesTest {

    private final Wire wire = new Wire();
    private final DeflateEnd end = DeflateEnd.of(FrameRole.CLIENT, FrameLimits.DEFAULT);
    private final DeflateEnd keeping = DeflateEnd.keeping(FrameRole.CLIENT, FrameLimits.DEFAULT);

    @AfterEach
    void nothingIsHeld() {
        end.close();
        keeping.close();
        assertEquals(0, wire.heldBytes());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "7.2.3.1 one block,              c1 07 f2 48 cd c9 c9 07 00",
        "7.2.3.1 one block in fragments, 41 03 f2 48 cd 80 04 c9 c9 07 00",
        "7.2.3.3 a stored block,         c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00",
        "7.2.3.4 BFINAL set,             c1 08 f3 48 cd c9 c9 07 00 00",
        "7.2.3.5 two blocks,             c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00",
        "7.2.3.6 an empty last fragment, 41 06 f2 48 cd c9 c9 07 80 01 00",
    })
    void readsHello(String example, String bytes) {
        assertNull(end.read(wire.hex(bytes)), example);
        assertNull(keeping.read(wire.hex(bytes)), example);

        assertEquals(List.of("text Hello"), end.calls());
        assertEquals(List.of("text Hello"), keeping.calls());
    }

    @Test
    void readsASecondMessageThatRefersToTheFirst() {
        assertNull(keeping.read(wire.hex("c1 07 f2 48 cd c9 c9 07 00")));
        assertNull(keeping.read(wire.hex("c1 05 f2 00 11 00 00")));

        assertEquals(List.of("text Hello", "text Hello"), keeping.calls());
    }

    @Test
    void readsTheSameMessageTwiceWithoutTakeover() {
        assertNull(end.read(wire.hex("c1 07 f2 48 cd c9 c9 07 00 c1 07 f2 48 cd c9 c9 07 00")));

        assertEquals(List.of("text Hello", "text Hello"), end.calls());
    }

    @Test
    void readsAFinalBlockThatIsFollowedByAnotherInTheSameMessage() {
        assertNull(end.read(wire.hex("c1 0e f3 48 cd c9 c9 07 00 f2 48 cd c9 c9 07 00")));

        assertEquals(List.of("text HelloHello"), end.calls());
    }

    @Test
    void readsOnAfterAFinalBlockWithTakeover() {
        assertNull(keeping.read(wire.hex("c1 08 f3 48 cd c9 c9 07 00 00 c1 07 f2 48 cd c9 c9 07 00")));
        assertNull(keeping.read(wire.hex("c1 05 f2 00 11 00 00")));

        assertEquals(List.of("text Hello", "text Hello", "text Hello"), keeping.calls());
    }

    @Test
    void readsAnEmptyFinalBlockWhoseLengthsAreLeftOut() {
        String message = "c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 01 ";

        assertNull(end.read(wire.hex(message + message)));
        assertNull(keeping.read(wire.hex(message + message)));

        assertEquals(List.of("text Hello", "text Hello"), end.calls());
        assertEquals(List.of("text Hello", "text Hello"), keeping.calls());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one octet, c2 01 00",
        "two octets, c2 02 02 00",
        "nothing at all, c2 00",
        "nothing in two fragments, 42 00 80 00",
        "a final block without the octet behind it, c2 02 03 00",
    })
    void readsAnEmptyMessageAndTheNextOne(String what, String bytes) {
        String next = " c1 07 f2 48 cd c9 c9 07 00";

        assertNull(end.read(wire.hex(bytes + next)), what);
        assertNull(keeping.read(wire.hex(bytes + next)), what);

        assertEquals(List.of("binary ", "text Hello"), end.calls());
        assertEquals(List.of("binary ", "text Hello"), keeping.calls());
    }

    @Test
    void readsPlainMessagesBetweenCompressedOnes() {
        assertNull(keeping.read(wire.hex("c1 07 f2 48 cd c9 c9 07 00 81 02 68 69 c1 05 f2 00 11 00 00")));

        assertEquals(List.of("text Hello", "text hi", "text Hello"), keeping.calls());
    }

    @Test
    void readsAMaskedMessageAndAControlFrameInsideIt() {
        DeflateEnd server = DeflateEnd.of(FrameRole.SERVER, FrameLimits.DEFAULT);
        DeflateEnd client = DeflateEnd.of(FrameRole.CLIENT, FrameLimits.DEFAULT);
        ByteBuf in = wire.empty();
        client.frame(in, 0x37fa213d, 0x41, Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("f248cd")));
        client.frame(in, 0x12345678, 0x89, Wire.utf8("now"));
        client.frame(in, 0x9abcdef0, 0x80, Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("c9c90700")));

        assertNull(server.read(in));

        assertEquals(List.of("ping now", "text Hello"), server.calls());
    }
}
