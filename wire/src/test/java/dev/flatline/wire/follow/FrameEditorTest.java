package dev.flatline.wire.follow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Opcode;
import dev.flatline.wire.follow.FrameRule.Decision;
import dev.flatline.wire.follow.RandomStream.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What passes is what came, what is dropped is gone to the byte, and nothing stays behind. */
class FrameEditorTest {

    private static final int MAX = FrameEditor.DEFAULT_MAX_GATHER_BYTES;
    private static final FrameRule NO_PONGS =
            (first, masked, length) -> (first & 15) == Opcode.PONG ? Decision.DROP : Decision.PASS;
    private static final FrameRule GATHER_ALL = (first, masked, length) -> Decision.GATHER;

    private final Chunks chunks = new Chunks();

    @AfterEach
    void nothingIsHeld() {
        chunks.drain();
        assertEquals(0, chunks.heldBytes());
    }

    @Test
    void passesAllUnderAnyChunking() {
        for (int seed = 0; seed < 200; seed++) {
            assertBecomes(seed, FrameRule.PASS_ALL, frame -> true);
        }
    }

    @Test
    void dropsPongsAndNothingElse() {
        for (int seed = 0; seed < 200; seed++) {
            assertBecomes(seed, NO_PONGS, frame -> frame.opcode() != Opcode.PONG);
        }
    }

    @Test
    void gathersAndChangesNothing() {
        for (int seed = 0; seed < 200; seed++) {
            assertBecomes(seed, GATHER_ALL, frame -> true);
        }
    }

    @Test
    void passesDropsAndGathersSideBySide() {
        FrameRule mixed = (first, masked, length) -> Chunks.oneOfThree(first);
        for (int seed = 0; seed < 200; seed++) {
            assertBecomes(seed, mixed, frame -> Chunks.oneOfThree(frame.firstByte()) != Decision.DROP);
        }
    }

    @Test
    void worksOneByteAtATime() {
        RandomStream stream = new RandomStream(new Seeds(9).generator("stream", 0), 100, 400);
        FrameEditor editor = editor(NO_PONGS);

        chunks.edit(
                editor,
                stream.bytes,
                IntStream.rangeClosed(1, stream.bytes.length).toArray());

        assertArrayEquals(expected(stream, frame -> frame.opcode() != Opcode.PONG), chunks.drain());
        assertTrue(editor.settled());
    }

    @Test
    void aChunkThatPassesWholeIsTheSameBuffer() {
        RandomStream stream = new RandomStream(new Seeds(2).generator("stream", 0), 20, 400);
        ByteBuf chunk = chunks.chunk(stream.bytes, 0, stream.bytes.length);

        editor(FrameRule.PASS_ALL).edit(chunk, chunks.out::add);

        assertEquals(1, chunks.out.size());
        assertSame(chunk, chunks.out.get(0));
        assertEquals(1, chunk.refCnt());
    }

    @Test
    void aChunkInsideAPayloadIsTheSameBuffer() {
        byte[] start = {(byte) 0x82, 127, 0x7F, -1, -1, -1, -1, -1, -1, -1};
        ByteBuf chunk = chunks.chunk(new byte[5000], 0, 5000);
        FrameEditor editor = editor(NO_PONGS);

        chunks.edit(editor, start, start.length);
        editor.edit(chunk, chunks.out::add);

        assertSame(chunk, chunks.out.get(1));
        assertFalse(editor.outputAtBoundary());
    }

    @Test
    void aGapInTheMiddleMakesOneSlice() {
        byte[] bytes = {(byte) 0x81, 1, 'a', (byte) 0x8A, 0, (byte) 0x8A, 1, 'x', (byte) 0x81, 1, 'b'};
        ByteBuf chunk = chunks.chunk(bytes, 0, bytes.length);

        editor(NO_PONGS).edit(chunk, chunks.out::add);

        assertEquals(2, chunks.out.size());
        assertSame(chunk, chunks.out.get(1));
        assertArrayEquals(new byte[] {(byte) 0x81, 1, 'a', (byte) 0x81, 1, 'b'}, chunks.drain());
    }

    @Test
    void dropsAFrameThatNeverEndsInNoMemory() {
        byte[] start = {(byte) 0x82, 127, 0x7F, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3};
        FrameEditor editor = editor((first, masked, length) -> Decision.DROP);

        chunks.edit(editor, start, start.length);
        for (int i = 0; i < 100; i++) {
            chunks.edit(editor, new byte[1 << 16], 1 << 16);
        }

        assertEquals(List.of(), chunks.out);
        assertEquals(0, chunks.heldBytes());
        assertFalse(editor.settled());
    }

    @Test
    void passesAFrameThatIsTooLargeToGather() {
        byte[] large = new byte[4 + 200];
        large[0] = (byte) 0x82;
        large[1] = 126;
        large[3] = (byte) 200;
        FrameEditor editor = new FrameEditor(FrameFollower.ofFrames(), 0, 203, GATHER_ALL);
        FrameEditor larger = new FrameEditor(FrameFollower.ofFrames(), 0, 204, GATHER_ALL);

        chunks.edit(editor, large, 100, large.length);
        int partsOfOne = chunks.out.size();
        chunks.edit(larger, large, 100, large.length);

        assertEquals(1, editor.oversized());
        assertEquals(2, partsOfOne);
        assertEquals(0, larger.oversized());
        assertEquals(3, chunks.out.size());
    }

    @Test
    void holdsNoMoreThanHasComeOfAFrameThatIsGathered() {
        byte[] start = {(byte) 0x82, 127, 0, 0, 0, 0, 0, 15, 0, 0, 1, 2, 3};
        FrameEditor editor = editor(GATHER_ALL);

        chunks.edit(editor, start, 5, start.length);

        assertTrue(chunks.heldBytes() <= 256, () -> chunks.heldBytes() + " bytes held for 13");
        assertEquals(chunks.heldBytes(), editor.heldBytes());
        editor.drop();
    }

    @Test
    void passesEverythingBehindAMalformedHeader() {
        byte[] bytes = {(byte) 0x8A, 0, (byte) 0x82, 127, -1, -1, -1, -1, -1, -1, -1, -1, (byte) 0x8A, 0};

        for (int cut = 1; cut < bytes.length; cut++) {
            chunks.edit(editor(NO_PONGS), bytes, cut, bytes.length);

            assertArrayEquals(Arrays.copyOfRange(bytes, 2, bytes.length), chunks.drain(), "cut at " + cut);
        }
    }

    @Test
    void closingGivesBackWhatIsHeldAtAnyPlace() {
        RandomStream stream = new RandomStream(new Seeds(6).generator("stream", 0), 12, 300);

        for (int cut = 0; cut <= stream.bytes.length; cut++) {
            FrameEditor editor = editor(GATHER_ALL);

            chunks.edit(editor, stream.bytes, cut);
            chunks.add(editor.close());
            assertNull(editor.close());

            assertArrayEquals(Arrays.copyOf(stream.bytes, cut), chunks.drain(), "cut at " + cut);
            assertTrue(editor.settled());
        }
    }

    @Test
    void droppingReleasesWhatIsHeldAtAnyPlace() {
        RandomStream stream = new RandomStream(new Seeds(7).generator("stream", 0), 12, 300);

        for (int cut = 0; cut <= stream.bytes.length; cut++) {
            FrameEditor editor = editor(GATHER_ALL);
            chunks.edit(editor, stream.bytes, cut);

            editor.drop();
            chunks.drain();

            assertEquals(0, chunks.heldBytes(), "cut at " + cut);
        }
    }

    @Test
    void takesAnotherRuleFromTheNextHeaderOn() {
        byte[] bytes = {(byte) 0x8A, 2, 1, 2, (byte) 0x8A, 1, 3};
        FrameEditor editor = editor(NO_PONGS);

        chunks.edit(editor, bytes, 3);
        editor.rule(FrameRule.PASS_ALL);
        boolean settledInside = editor.settled();
        editor.edit(chunks.chunk(bytes, 3, bytes.length), chunks.out::add);

        assertFalse(settledInside);
        assertTrue(editor.settled());
        assertArrayEquals(new byte[] {(byte) 0x8A, 1, 3}, chunks.drain());
    }

    @Test
    void releasesTheChunkWhenARuleThrows() {
        byte[] bytes = {(byte) 0x81, 1, 'a', (byte) 0x8A, 0};
        FrameEditor editor = editor((first, masked, length) -> {
            throw new IllegalStateException("planted");
        });
        ByteBuf chunk = chunks.chunk(bytes, 0, bytes.length);

        assertThrows(IllegalStateException.class, () -> editor.edit(chunk, chunks.out::add));

        assertEquals(0, chunk.refCnt());
    }

    @Test
    void refusesOptionsThatCannotBe() {
        FrameFollower start = FrameFollower.ofFrames();

        assertThrows(IllegalArgumentException.class, () -> new FrameEditor(start, -1, MAX, NO_PONGS));
        assertThrows(IllegalArgumentException.class, () -> new FrameEditor(start, 0, 138, NO_PONGS));
    }

    @Test
    void releasesAnEmptyChunk() {
        editor(NO_PONGS).edit(chunks.chunk(new byte[0], 0, 0), chunks.out::add);
        editor(NO_PONGS).edit(Unpooled.EMPTY_BUFFER, chunks.out::add);

        assertEquals(List.of(), chunks.out);
    }

    private void assertBecomes(int seed, FrameRule rule, Predicate<Frame> goesOn) {
        RandomGenerator random = new Seeds(seed).generator("stream", 0);
        RandomStream stream = new RandomStream(random, 30, seed % 20 == 0 ? 70_000 : 400);
        FrameEditor editor = editor(rule);

        chunks.edit(editor, stream.bytes, stream.cuts(random));

        assertArrayEquals(expected(stream, goesOn), chunks.drain(), "seed " + seed);
        assertEquals(0, chunks.heldBytes(), "held, seed " + seed);
        assertEquals(0, editor.heldBytes(), "seed " + seed);
        assertTrue(editor.settled(), "seed " + seed);
    }

    static byte[] expected(RandomStream stream, Predicate<Frame> goesOn) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stream.frames.stream()
                .filter(goesOn)
                .forEach(frame -> bytes.write(stream.bytes, frame.start(), frame.end() - frame.start()));
        return bytes.toByteArray();
    }

    private static FrameEditor editor(FrameRule rule) {
        return new FrameEditor(FrameFollower.ofFrames(), 0, MAX, rule);
    }
}
