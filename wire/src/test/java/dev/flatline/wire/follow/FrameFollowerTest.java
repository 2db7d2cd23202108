package dev.flatline.wire.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.follow.RandomStream.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However a stream is cut into reads, the frames found are those that were written. */
class FrameFollowerTest {

    private final FoundFrames found = new FoundFrames();

    @Test
    void findsTheFramesUnderAnyChunking() {
        for (int seed = 0; seed < 400; seed++) {
            RandomGenerator random = new Seeds(seed).generator("stream", 0);
            RandomStream stream = new RandomStream(random, 30, seed % 20 == 0 ? 70_000 : 400);
            FoundFrames here = new FoundFrames();

            FrameFollower follower = FrameFollower.ofFrames();
            follow(follower, stream.bytes, here, stream.cuts(random));

            assertEquals(stream.frames, here.frames, "seed " + seed);
            assertEquals(ends(stream), here.ends, "seed " + seed);
            assertTrue(follower.atBoundary(), "seed " + seed);
        }
    }

    @Test
    void findsTheFramesOneByteAtATime() {
        RandomStream stream = new RandomStream(new Seeds(1).generator("stream", 0), 60, 70_000);

        follow(
                FrameFollower.ofFrames(),
                stream.bytes,
                found,
                IntStream.rangeClosed(1, stream.bytes.length).toArray());

        assertEquals(stream.frames, found.frames);
        assertEquals(ends(stream), found.ends);
    }

    @Test
    void movesNoIndexAndReadsFromTheReaderIndexOn() {
        ByteBuf bytes = Unpooled.wrappedBuffer(new byte[] {99, 99, (byte) 0x82, 1, 7});
        bytes.readerIndex(2);

        FrameFollower.ofFrames().follow(bytes, found);

        assertEquals(List.of(new Frame(0x82, false, 0, 1, 2, 4)), found.frames);
        assertEquals(List.of(5), found.ends);
        assertEquals(2, bytes.readerIndex());
        assertEquals(5, bytes.writerIndex());
    }

    @Test
    void saysHowFarTheBoundaryIsAtEachByte() {
        RandomStream stream = new RandomStream(new Seeds(3).generator("stream", 0), 40, 300);
        FrameFollower follower = FrameFollower.ofFrames();

        for (Frame frame : stream.frames) {
            for (int at = frame.start(); at < frame.end(); at++) {
                boolean first = at == frame.start();
                boolean inHeader = at < frame.payloadStart();
                long expected = first ? 0 : inHeader ? FrameFollower.UNKNOWN : frame.end() - at;
                assertEquals(expected, follower.untilBoundary(), "at " + at);
                assertEquals(first, follower.atBoundary(), "at " + at);
                follower.follow(Unpooled.wrappedBuffer(stream.bytes, at, 1), found);
            }
        }
        assertTrue(follower.atBoundary());
    }

    @Test
    void aCopyGoesOnFromWhereTheFirstStands() {
        RandomStream stream = new RandomStream(new Seeds(4).generator("stream", 0), 12, 300);

        for (int cut = 0; cut <= stream.bytes.length; cut++) {
            FrameFollower follower = FrameFollower.ofFrames();
            FoundFrames before = new FoundFrames();
            FoundFrames after = new FoundFrames();

            follower.follow(Unpooled.wrappedBuffer(stream.bytes, 0, cut), before);
            after.base = cut;
            after.cutStart = before.cutStart;
            follower.copy().follow(Unpooled.wrappedBuffer(stream.bytes, cut, stream.bytes.length - cut), after);

            int seen = before.frames.size();
            assertEquals(stream.frames.subList(seen, stream.frames.size()), after.frames, "cut at " + cut);
            assertEquals(ends(stream).subList(before.ends.size(), stream.frames.size()), after.ends, "cut at " + cut);
        }
    }

    @Test
    void followsAFrameThatAnnouncesAllThereIs() {
        FrameFollower follower = FrameFollower.ofFrames();
        ByteBuf header = Unpooled.wrappedBuffer(new byte[] {(byte) 0x82, 127, 0x7F, -1, -1, -1, -1, -1, -1, -1});
        ByteBuf payload = Unpooled.wrappedBuffer(new byte[1 << 20]);

        follower.follow(header, found);
        for (int i = 0; i < 1_000; i++) {
            follower.follow(payload, found);
        }

        assertEquals(List.of(new Frame(0x82, false, 0, Long.MAX_VALUE, 0, 10)), found.frames);
        assertEquals(Long.MAX_VALUE - 1_000L * (1 << 20), follower.untilBoundary());
        assertEquals(List.of(), found.ends);
    }

    @Test
    void followsALengthInTooLongAForm() {
        byte[] bytes = {(byte) 0x81, 126, 0, 1, 'x', (byte) 0x81, 127, 0, 0, 0, 0, 0, 0, 0, 2, 'y', 'z'};

        follow(FrameFollower.ofFrames(), bytes, found, bytes.length);

        assertEquals(List.of(5, 17), found.ends);
        assertNull(found.opaque);
    }

    @Test
    void goesOpaqueAtALengthWithTheTopBitSet() {
        byte[] bytes = {(byte) 0x81, 1, 'x', (byte) 0x82, 127, -1, -1, -1, -1, -1, -1, -1, -1, (byte) 0x81, 1, 'x'};

        for (int cut = 1; cut < bytes.length; cut++) {
            FoundFrames here = new FoundFrames();
            FrameFollower follower = FrameFollower.ofFrames();

            follow(follower, bytes, here, cut, bytes.length);

            assertEquals(OpaqueCause.BAD_LENGTH, here.opaque, "cut at " + cut);
            assertEquals(OpaqueCause.BAD_LENGTH, follower.opaque(), "cut at " + cut);
            assertEquals(1, here.frames.size(), "cut at " + cut);
            assertEquals(FrameFollower.UNKNOWN, follower.untilBoundary());
        }
    }

    @Test
    void goesOpaqueAtALongControlFrame() {
        byte[] bytes = {(byte) 0x89, 126, 0, 126, (byte) 0x81, 1, 'x'};

        for (int cut = 1; cut < bytes.length; cut++) {
            FoundFrames here = new FoundFrames();
            FrameFollower follower = FrameFollower.ofFrames();

            follow(follower, bytes, here, cut, bytes.length);

            assertEquals(OpaqueCause.LONG_CONTROL, here.opaque, "cut at " + cut);
            assertEquals(List.of(), here.frames, "cut at " + cut);
            assertFalse(follower.inFrames());
        }
    }

    @Test
    void countsByOpcode() {
        RandomStream stream = new RandomStream(new Seeds(5).generator("stream", 0), 500, 300);
        FrameCounts counts = new FrameCounts();

        FrameFollower follower = FrameFollower.ofFrames();
        follower.follow(Unpooled.wrappedBuffer(stream.bytes), counts);
        follower.follow(Unpooled.wrappedBuffer(new byte[] {8, 127}), counts);

        for (int opcode = 0; opcode < 16; opcode++) {
            int wanted = opcode;
            long expected = stream.frames.stream()
                    .filter(frame -> frame.opcode() == wanted)
                    .count();
            assertEquals(expected, counts.frames(opcode), "opcode " + opcode);
        }
        assertEquals(1, counts.malformed());
    }

    /** With a header of 12 bytes, an object of 32. */
    @Test
    void isSmall() {
        int bytes = Arrays.stream(FrameFollower.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .mapToInt(field -> sizeOf(field.getType()))
                .sum();

        assertTrue(bytes <= 20, () -> bytes + " bytes of fields");
    }

    private static int sizeOf(Class<?> type) {
        if (type == long.class) {
            return Long.BYTES;
        }
        if (type == int.class || type == OpaqueCause.class) {
            return Integer.BYTES;
        }
        assertTrue(type == byte.class || type == boolean.class, type::getName);
        return 1;
    }

    private static List<Integer> ends(RandomStream stream) {
        return stream.frames.stream().map(Frame::end).toList();
    }

    private static void follow(FrameFollower follower, byte[] bytes, FoundFrames found, int... ends) {
        int from = 0;
        for (int to : ends) {
            found.base = from;
            follower.follow(Unpooled.wrappedBuffer(bytes, from, to - from), found);
            from = to;
        }
    }
}
