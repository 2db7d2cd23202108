package dev.flatline.wire.follow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.wire.FrameRole;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class ControlFramesTest {

    private static final int KEY = 0x01020304;
    private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    @Test
    void areMaskedTowardsTheServer() {
        byte[] payload = {0, 0, 0, 0, 0};

        assertBytes("898501020304" + "0102030401", ControlFrames.ping(ALLOCATOR, FrameRole.SERVER, KEY, payload));
        assertBytes("8a8501020304" + "0102030401", ControlFrames.pong(ALLOCATOR, FrameRole.SERVER, KEY, payload));
        assertBytes("888001020304", ControlFrames.close(ALLOCATOR, FrameRole.SERVER, KEY));
        assertBytes("888401020304" + "02eb6b6d", ControlFrames.close(ALLOCATOR, FrameRole.SERVER, KEY, 1001, "hi"));
    }

    @Test
    void areNotMaskedTowardsTheClient() {
        byte[] payload = {1, 2};

        assertBytes("89020102", ControlFrames.ping(ALLOCATOR, FrameRole.CLIENT, KEY, payload));
        assertBytes("8a020102", ControlFrames.pong(ALLOCATOR, FrameRole.CLIENT, KEY, payload));
        assertBytes("8800", ControlFrames.close(ALLOCATOR, FrameRole.CLIENT, KEY));
        assertBytes("880403e96869", ControlFrames.close(ALLOCATOR, FrameRole.CLIENT, KEY, 1001, "hi"));
    }

    @Test
    void sayWhatNoPeerMaySay() {
        assertBytes("880203ee", ControlFrames.close(ALLOCATOR, FrameRole.CLIENT, KEY, 1006, ""));
        assertBytes("8802ffff", ControlFrames.close(ALLOCATOR, FrameRole.CLIENT, KEY, 65535, ""));
    }

    @Test
    void areNotLarge() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ControlFrames.ping(ALLOCATOR, FrameRole.CLIENT, KEY, new byte[126]));
        assertThrows(
                IllegalArgumentException.class,
                () -> ControlFrames.close(ALLOCATOR, FrameRole.CLIENT, KEY, 1000, "é".repeat(62)));
        assertThrows(
                IllegalArgumentException.class, () -> ControlFrames.close(ALLOCATOR, FrameRole.CLIENT, KEY, 65536, ""));
    }

    private static void assertBytes(String hex, ByteBuf frame) {
        byte[] expected = ByteBufUtil.decodeHexDump(hex);

        assertArrayEquals(expected, ByteBufUtil.getBytes(frame));
        assertEquals(1, frame.refCnt());
        frame.release();
    }
}
