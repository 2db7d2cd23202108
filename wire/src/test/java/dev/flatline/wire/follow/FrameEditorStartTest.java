package dev.flatline.wire.follow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Opcode;
import dev.flatline.wire.follow.FrameRule.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An editor that is put on a connection in mid-stream, and frames that are put in between others. */
class FrameEditorStartTest {

    private static final int MAX = FrameEditor.DEFAULT_MAX_GATHER_BYTES;
    private static final FrameRule DROP_ALL = (first, masked, length) -> Decision.DROP;
    private static final byte[] PING = {(byte) 0x89, 0};

    private final Chunks chunks = new Chunks();

    @AfterEach
    void nothingIsHeld() {
        chunks.drain();
        assertEquals(0, chunks.heldBytes());
    }

    @Test
    void leavesAFrameAloneThatHasBegunBefore() {
        RandomStream stream = new RandomStream(new Seeds(8).generator("stream", 0), 12, 300);
        RandomGenerator random = new Seeds(8).generator("skip", 0);

        for (int seen = 0; seen <= stream.bytes.length; seen++) {
            FrameFollower follower = FrameFollower.ofFrames();
            follower.follow(Unpooled.wrappedBuffer(stream.bytes, 0, seen), new FrameCounts());
            int start = random.nextInt(seen + 1);
            byte[] rest = Arrays.copyOfRange(stream.bytes, start, stream.bytes.length);
            FrameEditor editor = new FrameEditor(follower.copy(), seen - start, MAX, DROP_ALL);

            int soonAfter = Math.min(rest.length, seen - start + random.nextInt(4));
            chunks.edit(editor, rest, random.nextInt(soonAfter + 1), soonAfter, rest.length);

            byte[] untouched = Arrays.copyOfRange(stream.bytes, start, endOfFrameAt(stream, seen));
            assertArrayEquals(untouched, chunks.drain(), "seen " + seen + ", start " + start);
        }
    }

    @Test
    void passesTheHeadAndTakesTheVerdict() {
        byte[] head = "GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        FrameEditor editor = new FrameEditor(FrameFollower.ofRequest(1000), 0, MAX, DROP_ALL);

        chunks.edit(editor, head, 10, head.length);
        boolean boundaryBefore = editor.outputAtBoundary();
        editor.upgraded(true);
        chunks.edit(editor, PING, 1, 2);
        editor.upgraded(false);
        chunks.edit(editor, PING, 2);

        assertFalse(boundaryBefore);
        assertArrayEquals(head, chunks.drain());
    }

    @Test
    void passesEverythingThatIsNotUpgraded() {
        byte[] bytes = "HTTP/1.1 200 OK\r\n\r\n\u0089\0\u0089\0".getBytes(StandardCharsets.ISO_8859_1);
        FrameEditor editor = new FrameEditor(FrameFollower.ofReply(1000), 0, MAX, DROP_ALL);

        chunks.edit(editor, bytes, 3, bytes.length);

        assertArrayEquals(bytes, chunks.drain());
        assertFalse(editor.inject(ping(), chunks.out::add));
    }

    @Test
    void putsAFrameBetweenTwoOthersWhereverItIsAsked() {
        RandomStream stream = new RandomStream(new Seeds(10).generator("stream", 0), 10, 300);

        for (int cut = 0; cut <= stream.bytes.length; cut++) {
            FrameRule rule = (first, masked, length) -> Chunks.oneOfThree(first ^ (int) length);
            FrameEditor editor = new FrameEditor(FrameFollower.ofFrames(), 0, MAX, rule);
            FoundFrames found = new FoundFrames();

            chunks.edit(editor, stream.bytes, cut);
            assertTrue(editor.inject(ping(), chunks.out::add));
            editor.edit(chunks.chunk(stream.bytes, cut, stream.bytes.length), chunks.out::add);
            FrameFollower.ofFrames().follow(Unpooled.wrappedBuffer(chunks.drain()), found);

            long passed = stream.frames.stream()
                    .filter(frame -> rule.decide(frame.firstByte(), frame.masked(), frame.length()) != Decision.DROP)
                    .count();
            assertEquals(passed + 1, found.frames.size(), "cut at " + cut);
            assertEquals(found.frames.size(), found.ends.size(), "cut at " + cut);
            assertTrue(
                    found.frames.stream().anyMatch(frame -> frame.firstByte() == (0x80 | Opcode.PING)),
                    "cut at " + cut);
        }
    }

    @Test
    void putsAFrameInAtOnceBetweenTwoOthers() {
        FrameEditor editor = new FrameEditor(FrameFollower.ofFrames(), 0, MAX, FrameRule.PASS_ALL);

        chunks.edit(editor, PING, 2);
        boolean done = editor.inject(ping(), chunks.out::add);

        assertTrue(done);
        assertArrayEquals(new byte[] {(byte) 0x89, 0, (byte) 0x89, 0}, chunks.drain());
    }

    @Test
    void putsAFrameInBehindAHead() {
        byte[] head = "HTTP/1.1 101 Yes\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        FrameEditor editor = new FrameEditor(FrameFollower.ofReply(1000), 0, MAX, FrameRule.PASS_ALL);

        chunks.edit(editor, head, 5);
        editor.inject(ping(), chunks.out::add);
        editor.edit(chunks.chunk(head, 5, head.length), chunks.out::add);

        assertArrayEquals("HTTP/1.1 101 Yes\r\n\r\n\u0089\0".getBytes(StandardCharsets.ISO_8859_1), chunks.drain());
    }

    @Test
    void letsOneFrameWaitAndNoSecond() {
        byte[] half = {(byte) 0x82, 2, 1};
        FrameEditor editor = new FrameEditor(FrameFollower.ofFrames(), 0, MAX, FrameRule.PASS_ALL);

        chunks.edit(editor, half, half.length);
        boolean first = editor.inject(ping(), chunks.out::add);
        boolean second = editor.inject(ping(), chunks.out::add);
        editor.drop();

        assertTrue(first);
        assertFalse(second);
        assertArrayEquals(half, chunks.drain());
    }

    private ByteBuf ping() {
        return chunks.chunk(PING, 0, PING.length);
    }

    private static int endOfFrameAt(RandomStream stream, int at) {
        return stream.frames.stream()
                .filter(frame -> frame.start() < at && at < frame.end())
                .mapToInt(RandomStream.Frame::end)
                .findAny()
                .orElse(at);
    }
}
