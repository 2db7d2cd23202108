package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeflateWritingTest {

    private static final DeflateParameters WITHOUT_TAKEOVER = new DeflateParameters(false, false, OptionalInt.empty());
    private static final int MIN_BYTES = 64;

    private final Wire wire = new Wire();
    private final LoopDeflation loop = new LoopDeflation(
            FrameRole.SERVER, new DeflateOptions(true, true, true, MIN_BYTES, 1), new ContextBudget(1));
    private final Deflation deflation = loop.open(WITHOUT_TAKEOVER, false);
    private final DeflateEnd client = DeflateEnd.of(FrameRole.CLIENT, FrameLimits.DEFAULT);
    private final ByteBuf out = wire.empty();

    @AfterEach
    void nothingIsHeld() {
        client.close();
        deflation.close();
        loop.close();
        if (out.refCnt() > 0) {
            out.release();
        }
        assertEquals(0, wire.heldBytes());
    }

    @Test
    void compressesFromItsSmallestSizeOn() {
        FrameWriter.text(out, "a".repeat(MIN_BYTES - 1), deflation);
        int plain = out.readableBytes();
        FrameWriter.text(out, "a".repeat(MIN_BYTES), deflation);

        assertEquals(0x81, out.getUnsignedByte(0));
        assertEquals(2 + MIN_BYTES - 1, plain);
        assertEquals(0xC1, out.getUnsignedByte(plain));
        assertTrue(out.readableBytes() - plain < 12);
        assertNull(client.read(out));
        assertEquals(List.of("text " + "a".repeat(MIN_BYTES - 1), "text " + "a".repeat(MIN_BYTES)), client.calls());
    }

    @Test
    void countsTheBytesOfATextAndNotItsCharacters() {
        FrameWriter.text(out, "€".repeat(MIN_BYTES / 3 + 1), deflation);

        assertEquals(0xC1, out.getUnsignedByte(0));
        assertNull(client.read(out));
        assertEquals(List.of("text " + "€".repeat(MIN_BYTES / 3 + 1)), client.calls());
    }

    @Test
    void leavesTheEndOfTheFlushOut() {
        ByteBuf payload = wire.empty().writeZero(MIN_BYTES);

        FrameWriter.binary(out, payload, deflation);

        assertFalse(ByteBufUtil.hexDump(out).endsWith("0000ffff"));
        assertTrue(ByteBufUtil.hexDump(out).endsWith("00"));
        assertEquals(MIN_BYTES, payload.readableBytes(), "the payload's indices do not move");
        payload.release();
    }

    @Test
    void writesTheSameFrameAgainWithoutTakeover() {
        FrameWriter.text(out, "said twice ".repeat(20), deflation);
        String first = ByteBufUtil.hexDump(out);
        out.clear();
        FrameWriter.text(out, "something else ".repeat(20), deflation);
        out.clear();
        FrameWriter.text(out, "said twice ".repeat(20), deflation);

        assertEquals(first, ByteBufUtil.hexDump(out));
    }

    @Test
    void sendsWhatDoesNotGetSmallerAsItIs() {
        byte[] noise = new byte[500];
        new Seeds(1).generator("noise", 0).nextBytes(noise);

        FrameWriter.binary(out, Unpooled.wrappedBuffer(noise), deflation);
        FrameWriter.text(out, "a".repeat(500), deflation);

        assertEquals("827e01f4" + ByteBufUtil.hexDump(noise), ByteBufUtil.hexDump(out, 0, 504));
        assertNull(client.read(out));
        assertEquals("text " + "a".repeat(500), client.calls().get(1));
    }

    @Test
    void sendsWhatDoesNotGetSmallerCompressedIfTheWindowHasToFollow() {
        byte[] noise = new byte[500];
        new Seeds(1).generator("noise", 0).nextBytes(noise);
        DeflateEnd server = DeflateEnd.keeping(FrameRole.SERVER, FrameLimits.DEFAULT);
        DeflateEnd peer = DeflateEnd.keeping(FrameRole.CLIENT, FrameLimits.DEFAULT);

        server.write(out, 0, Fragment.BINARY, Unpooled.wrappedBuffer(noise));
        int first = out.readableBytes();
        server.write(out, 0, Fragment.BINARY, Unpooled.wrappedBuffer(noise));

        assertTrue(out.readableBytes() - first < 50, "the second refers to the first");
        assertNull(peer.read(out));
        assertEquals(
                List.of("binary " + ByteBufUtil.hexDump(noise), "binary " + ByteBufUtil.hexDump(noise)), peer.calls());
        server.close();
        peer.close();
    }

    @Test
    void masksACompressedMessage() {
        LoopDeflation clients =
                new LoopDeflation(FrameRole.CLIENT, new DeflateOptions(true, false, false, 1, 0), new ContextBudget(0));
        Deflation sending = clients.open(WITHOUT_TAKEOVER, false);
        DeflateEnd server = DeflateEnd.of(FrameRole.SERVER, FrameLimits.DEFAULT);

        MaskedFrameWriter.text(out, 0x11223344, Wire.utf8("hello ".repeat(20)), sending);
        MaskedFrameWriter.binary(out, -1, Unpooled.wrappedBuffer(new byte[100]), sending);
        MaskedFrameWriter.text(out, 1, Wire.utf8("plain"), null);

        assertEquals("c1", ByteBufUtil.hexDump(out, 0, 1));
        assertTrue((out.getByte(1) & 0x80) != 0, "masked");
        assertNull(server.read(out));
        assertEquals(
                List.of("text " + "hello ".repeat(20), "binary " + "00".repeat(100), "text plain"), server.calls());
        clients.close();
    }

    @Test
    void compressesAPayloadOfSeveralBuffers() {
        CompositeByteBuf payload = wire.allocator.compositeBuffer();
        payload.addComponent(true, wire.empty().writeZero(200));
        payload.addComponent(true, wire.empty().writeBytes(Wire.utf8("end")));

        FrameWriter.binary(out, payload, deflation);
        payload.release();

        assertNull(client.read(out));
        assertEquals(List.of("binary " + "00".repeat(200) + "656e64"), client.calls());
    }

    @Test
    void sendsPlainlyWithoutADeflation() {
        FrameWriter.text(out, "a".repeat(2000), null);
        FrameWriter.text(out, Wire.utf8("b".repeat(2000)), null);
        FrameWriter.binary(out, Unpooled.wrappedBuffer(new byte[1]), null);

        assertEquals(0x81, out.getUnsignedByte(0));
        assertEquals(2004 + 2004 + 3, out.readableBytes());
    }
}
