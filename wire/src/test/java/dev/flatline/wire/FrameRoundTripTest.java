package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRoundTripTest {

    private final Wire wire = new Wire();
    private final RecordingListener listener = new RecordingListener();
    private final RandomGenerator random = new Seeds(42).generator("payload", 0);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536, 1 << 20})
    void whatAServerWritesAClientReads(int size) {
        byte[] payload = payload(size);
        ByteBuf stream = wire.empty();

        FrameWriter.binary(stream, Unpooled.wrappedBuffer(payload));
        readInBlocks(FrameRole.CLIENT, stream);

        assertEquals(List.of("binary " + ByteBufUtil.hexDump(payload)), listener.calls);
        assertEquals(0, wire.heldBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536, 1 << 20})
    void whatAClientWritesAServerReads(int size) {
        byte[] payload = payload(size);
        ByteBuf stream = wire.empty();

        MaskedFrameWriter.binary(stream, random.nextInt(), Unpooled.wrappedBuffer(payload));
        readInBlocks(FrameRole.SERVER, stream);

        assertEquals(List.of("binary " + ByteBufUtil.hexDump(payload)), listener.calls);
        assertEquals(0, wire.heldBytes());
    }

    @Test
    void closesWithAsMuchOfTheReasonAsFits() {
        ByteBuf stream = wire.empty();

        FrameWriter.close(stream, 1001, "x" + "😀".repeat(60));
        readInBlocks(FrameRole.CLIENT, stream);

        assertEquals(List.of("close 1001 x" + "😀".repeat(30)), listener.calls);
    }

    @Test
    void closesWithoutACode() {
        ByteBuf stream = wire.empty();

        MaskedFrameWriter.close(stream, 12345);
        readInBlocks(FrameRole.SERVER, stream);

        assertEquals(List.of("close 1005 "), listener.calls);
    }

    @Test
    void willNotWriteWhatMayNotBeSent() {
        ByteBuf tooLong = Unpooled.wrappedBuffer(new byte[126]);
        ByteBuf out = Unpooled.buffer();

        assertThrows(IllegalArgumentException.class, () -> FrameWriter.ping(out, tooLong));
        assertThrows(IllegalArgumentException.class, () -> MaskedFrameWriter.pong(out, 1, tooLong));
        assertThrows(IllegalArgumentException.class, () -> FrameWriter.close(out, 1006, ""));
        assertEquals(0, out.readableBytes());
    }

    @Test
    void holdsNoMoreThanHasArrivedOfAnAnnouncedFrame() {
        FrameReader reader = new FrameReader(FrameRole.CLIENT, FrameLimits.DEFAULT);
        ByteBuf in = wire.hex("82 7f 00 00 00 00 00 10 00 00 01 02 03");

        assertNull(reader.read(in, listener));
        in.release();

        assertTrue(wire.heldBytes() <= 256, () -> wire.heldBytes() + " bytes held for three");
        reader.close();
        assertEquals(0, wire.heldBytes());
    }

    @Test
    void handsOverAWholeFrameWithoutACopy() {
        ByteBuf in = wire.hex("82 03 01 02 03 82 01 04");
        long before = wire.heldBytes();
        RecordingListener sameBuffer = new RecordingListener() {
            @Override
            public void onBinary(ByteBuf payload) {
                assertSame(in, payload);
                assertEquals(before, wire.heldBytes());
                super.onBinary(payload);
            }
        };

        assertNull(new FrameReader(FrameRole.CLIENT, FrameLimits.DEFAULT).read(in, sameBuffer));

        assertEquals(List.of("binary 010203", "binary 04"), sameBuffer.calls);
    }

    @Test
    void mayBeClosedInsideACall() {
        FrameReader reader = new FrameReader(FrameRole.CLIENT, FrameLimits.DEFAULT);
        RecordingListener closing = new RecordingListener() {
            @Override
            public void onBinary(ByteBuf payload) {
                reader.close();
                super.onBinary(payload);
            }
        };

        reader.read(wire.hex("82 03 01"), closing);
        reader.read(wire.hex("02 03 82 01 04"), closing);

        assertEquals(List.of("binary 010203"), closing.calls);
    }

    @Test
    void goesOnAfterAListenerThatThrows() {
        FrameReader reader = new FrameReader(FrameRole.CLIENT, FrameLimits.DEFAULT);
        ByteBuf in = wire.hex("82 01 01 82 01 02");
        FrameListener throwing = new RecordingListener() {
            @Override
            public void onBinary(ByteBuf payload) {
                throw new IllegalStateException("planted");
            }
        };

        assertThrows(IllegalStateException.class, () -> reader.read(in, throwing));
        assertNull(reader.read(in, listener));

        assertEquals(List.of("binary 02"), listener.calls);
    }

    /** Blocks of 2 KiB, as a socket gives them. */
    private void readInBlocks(FrameRole role, ByteBuf stream) {
        FrameReader reader = new FrameReader(role, FrameLimits.DEFAULT);
        byte[] bytes = Wire.drain(stream);
        for (int from = 0; from < bytes.length; from += 2048) {
            ByteBuf in = wire.read(bytes, from, Math.min(bytes.length, from + 2048));
            assertNull(reader.read(in, listener));
            in.release();
        }
    }

    private byte[] payload(int size) {
        byte[] payload = new byte[size];
        random.nextBytes(payload);
        return payload;
    }
}
