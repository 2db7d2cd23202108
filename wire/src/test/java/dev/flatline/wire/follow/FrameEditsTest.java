package dev.flatline.wire.follow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.FrameHeader;
import dev.flatline.wire.Masking;
import dev.flatline.wire.Opcode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEditsTest {

    private static final int KEY = 0x12345678;

    private final Chunks chunks = new Chunks();
    private final RandomGenerator random = new Seeds(11).generator("edits", 0);

    @AfterEach
    void nothingIsHeld() {
        assertEquals(0, chunks.heldBytes());
    }

    @Test
    void readsWhatTheFrameIs() {
        ByteBuf raw = frame(0xC1, true, 300);
        GatheredFrame frame = GatheredFrame.of(raw);

        assertEquals(0xC1, frame.firstByte());
        assertEquals(Opcode.TEXT, frame.opcode());
        assertTrue(frame.isFinal());
        assertTrue(frame.isMasked());
        assertEquals(KEY, frame.maskKey());
        assertEquals(8, frame.headerBytes());
        assertEquals(300, frame.payloadBytes());

        raw.release();
    }

    @Test
    void unmasksAndMasksAgain() {
        ByteBuf raw = frame(0x81, true, 300);
        GatheredFrame frame = GatheredFrame.of(raw);

        ByteBuf plain = frame.payload();
        ByteBuf again = frame.withPayload(plain);

        assertArrayEquals(payload(300), ByteBufUtil.getBytes(plain));
        assertEquals(raw, again);
        plain.release();
        again.release();
        raw.release();
    }

    @Test
    void refusesLessThanAHeader() {
        ByteBuf raw = chunks.chunk(new byte[] {(byte) 0x81, (byte) 0x80, 1}, 0, 3);

        assertThrows(IllegalArgumentException.class, () -> GatheredFrame.of(raw));

        raw.release();
    }

    @Test
    void duplicates() {
        byte[] twice = edit(0x81, true, 5, FrameEdits::duplicate);

        assertEquals(22, twice.length);
        assertArrayEquals(Arrays.copyOf(twice, 11), Arrays.copyOfRange(twice, 11, 22));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 299, 300, 301})
    void truncatesBehindAHeaderThatStays(int kept) {
        byte[] whole = edit(0x82, true, 300, frame -> List.of(frame.raw().retainedDuplicate()));

        byte[] cut = edit(0x82, true, 300, frame -> FrameEdits.truncate(frame, kept));

        assertArrayEquals(Arrays.copyOf(whole, 8 + Math.min(300, kept)), cut);
    }

    @Test
    void flipsBitsOfOneByteOfThePayload() {
        byte[] whole = edit(0x82, true, 20, frame -> List.of(frame.raw().retainedDuplicate()));
        boolean[] hit = new boolean[whole.length];

        for (int i = 0; i < 500; i++) {
            byte[] corrupt = edit(0x82, true, 20, frame -> FrameEdits.corruptPayload(frame, random));
            int at = Arrays.mismatch(whole, corrupt);
            hit[at] = true;
            corrupt[at] = whole[at];
            assertArrayEquals(whole, corrupt);
        }

        for (int at = 0; at < whole.length; at++) {
            assertEquals(at >= 6, hit[at], "byte " + at);
        }
    }

    @Test
    void leavesAnEmptyPayloadAlone() {
        assertArrayEquals(
                new byte[] {(byte) 0x8A, 0}, edit(0x8A, false, 0, frame -> FrameEdits.corruptPayload(frame, random)));
    }

    @Test
    void changesTheKeyAndNothingElse() {
        byte[] whole = edit(0x82, true, 20, frame -> List.of(frame.raw().retainedDuplicate()));

        byte[] corrupt = edit(0x82, true, 20, frame -> FrameEdits.corruptMask(frame, random));

        int at = Arrays.mismatch(whole, corrupt);
        assertTrue(at >= 2 && at < 6, "byte " + at);
        System.arraycopy(whole, 2, corrupt, 2, 4);
        assertArrayEquals(whole, corrupt);
    }

    @Test
    void claimsAMaskThatIsNotThere() {
        byte[] whole = edit(0x82, false, 20, frame -> List.of(frame.raw().retainedDuplicate()));

        byte[] corrupt = edit(0x82, false, 20, frame -> FrameEdits.corruptMask(frame, random));

        whole[1] |= (byte) 0x80;
        assertArrayEquals(whole, corrupt);
    }

    @Test
    void announcesAnotherLength() {
        assertEquals(25, announced(20, 5));
        assertEquals(15, announced(20, -5));
        assertEquals(0, announced(20, -500));
        assertEquals(126, announced(20, 106));
        assertEquals(70_020, announced(20, 70_000));
        assertEquals(Long.MAX_VALUE, announced(20, Long.MAX_VALUE));
        assertEquals(7, announced(0, -7));
        assertThrows(IllegalArgumentException.class, () -> announced(20, 0));
    }

    @Test
    void keepsKeyAndPayloadBehindAnotherLength() {
        byte[] whole = edit(0x82, true, 20, frame -> List.of(frame.raw().retainedDuplicate()));

        byte[] corrupt = edit(0x82, true, 20, frame -> FrameEdits.corruptLength(frame, 1000));

        assertArrayEquals(Arrays.copyOfRange(whole, 2, whole.length), Arrays.copyOfRange(corrupt, 4, corrupt.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x10, 0x20, 0x40, 0x50, 0x70})
    void setsReservedBits(int bits) {
        byte[] whole = edit(0x81, true, 9, frame -> List.of(frame.raw().retainedDuplicate()));

        byte[] edited = edit(0x81, true, 9, frame -> FrameEdits.reserve(frame, bits));

        whole[0] |= (byte) bits;
        assertArrayEquals(whole, edited);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 11, 15})
    void setsABadOpcode(int opcode) {
        byte[] whole = edit(0x81, false, 9, frame -> List.of(frame.raw().retainedDuplicate()));

        byte[] edited = edit(0x81, false, 9, frame -> FrameEdits.badOpcode(frame, opcode));

        whole[0] = (byte) (0x80 | opcode);
        assertArrayEquals(whole, edited);
    }

    @Test
    void refusesWhatIsNoFault() {
        assertRefused(frame -> FrameEdits.reserve(frame, 0));
        assertRefused(frame -> FrameEdits.reserve(frame, 0x80));
        assertRefused(frame -> FrameEdits.badOpcode(frame, Opcode.TEXT));
        assertRefused(frame -> FrameEdits.badOpcode(frame, 16));
        assertRefused(frame -> FrameEdits.split(frame, 1));
        assertRefused(frame -> FrameEdits.truncate(frame, -1));
    }

    private void assertRefused(Function<GatheredFrame, List<ByteBuf>> edit) {
        ByteBuf raw = frame(0x81, true, 9);

        assertThrows(IllegalArgumentException.class, () -> edit.apply(GatheredFrame.of(raw)));

        raw.release();
    }

    private long announced(int length, long byBytes) {
        FoundFrames found = new FoundFrames();
        byte[] bytes = edit(0x82, false, length, frame -> FrameEdits.corruptLength(frame, byBytes));

        FrameFollower.ofFrames().follow(Unpooled.wrappedBuffer(bytes), found);

        assertNotEquals(List.of(), found.frames);
        return found.frames.get(0).length();
    }

    /** What an edit makes of a frame, which it leaves as it was. */
    private byte[] edit(int first, boolean masked, int length, Function<GatheredFrame, List<ByteBuf>> edit) {
        ByteBuf raw = frame(first, masked, length);
        byte[] before = ByteBufUtil.getBytes(raw);
        try {
            chunks.out.addAll(edit.apply(GatheredFrame.of(raw)));
            assertArrayEquals(before, ByteBufUtil.getBytes(raw));
            return chunks.drain();
        } finally {
            raw.release();
        }
    }

    /** Behind a byte that is not the frame's. */
    private ByteBuf frame(int first, boolean masked, int length) {
        ByteBuf raw = chunks.allocator.heapBuffer().writeByte(0);
        FrameHeader.write(raw, first, length, masked);
        if (masked) {
            raw.writeInt(KEY);
        }
        int start = raw.writerIndex();
        raw.writeBytes(payload(length));
        if (masked) {
            Masking.apply(raw, start, length, KEY);
        }
        return raw.skipBytes(1);
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        new Seeds(length).generator("payload", 0).nextBytes(payload);
        return payload;
    }
}
