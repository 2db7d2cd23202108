package dev.flatline.wire.follow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Fragment;
import dev.flatline.wire.FrameLimits;
import dev.flatline.wire.FrameListener;
import dev.flatline.wire.FrameReader;
import dev.flatline.wire.FrameRole;
import dev.flatline.wire.FrameWriter;
import dev.flatline.wire.MaskedFrameWriter;
import dev.flatline.wire.follow.FrameRule.Decision;
import dev.flatline.wire.follow.RandomStream.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message in more fragments is the same message: read with every check of RFC 6455 on. */
class SplitTest {

    private final Chunks chunks = new Chunks();

    @AfterEach
    void nothingIsHeld() {
        assertEquals(0, chunks.heldBytes());
    }

    @ParameterizedTest
    @EnumSource(FrameRole.class)
    void theReaderHearsTheSame(FrameRole role) {
        for (int seed = 0; seed < 200; seed++) {
            RandomGenerator random = new Seeds(seed).generator("messages", 0);
            byte[] stream = messages(role, random);

            byte[] split = split(stream, random.nextInt(2, 9), random.nextInt(1, 500));

            assertEquals(read(role, stream), read(role, split), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource(FrameRole.class)
    void theFollowerCountsWhatTheReaderHears(FrameRole role) {
        byte[] stream = messages(role, new Seeds(77).generator("messages", 0));
        FrameCounts counts = new FrameCounts();

        FrameFollower.ofFrames().follow(Unpooled.wrappedBuffer(stream), counts);

        List<String> heard = read(role, stream);
        assertEquals(count(heard, "text"), counts.frames(1));
        assertEquals(count(heard, "binary"), counts.frames(2));
        assertEquals(count(heard, "binary"), counts.frames(0), "each binary message has two fragments");
        assertEquals(count(heard, "ping"), counts.frames(9));
        assertEquals(count(heard, "close"), counts.frames(8));
        assertEquals(1, counts.frames(8));
    }

    @Test
    void splitsEvenlyWithTheKeyTurned() {
        ByteBuf whole = chunks.allocator.heapBuffer();
        MaskedFrameWriter.binary(whole, 0x01020304, Unpooled.wrappedBuffer(new byte[10]));

        chunks.out.addAll(FrameEdits.split(GatheredFrame.of(whole), 3));
        whole.release();

        assertEquals(
                List.of(
                        new Frame(0x02, true, 0x01020304, 3, 0, 6),
                        new Frame(0x00, true, 0x04010203, 3, 9, 15),
                        new Frame(0x80, true, 0x03040102, 4, 18, 24)),
                frames(chunks.drain()));
    }

    @Test
    void keepsTheCompressionBitInTheFirstFragmentOnly() {
        assertEquals(List.of(0x41, 0x00, 0x80), firstBytes(new byte[] {(byte) 0xC1, 3, 'a', 'b', 'c'}, 3));
    }

    @Test
    void endsNoMessageThatTheFrameDidNotEnd() {
        assertEquals(List.of(0x01, 0x00), firstBytes(new byte[] {0x01, 3, 'a', 'b', 'c'}, 2));
        assertEquals(List.of(0x00, 0x00), firstBytes(new byte[] {0x00, 3, 'a', 'b', 'c'}, 2));
        assertEquals(List.of(0x00, 0x80), firstBytes(new byte[] {(byte) 0x80, 3, 'a', 'b', 'c'}, 2));
    }

    @Test
    void makesNoFragmentWithoutBytes() {
        assertEquals(List.of(0x01, 0x80), firstBytes(new byte[] {(byte) 0x81, 2, 'a', 'b'}, 100));
        assertEquals(List.of(0x81), firstBytes(new byte[] {(byte) 0x81, 1, 'a'}, 100));
        assertEquals(List.of(0x81), firstBytes(new byte[] {(byte) 0x81, 0}, 100));
    }

    @Test
    void leavesControlFramesWhole() {
        byte[] ping = {(byte) 0x89, 3, 'a', 'b', 'c'};

        assertArrayEquals(ping, split(ping, 3, 5));
    }

    private static long count(List<String> heard, String kind) {
        return heard.stream().filter(line -> line.startsWith(kind)).count();
    }

    private List<Integer> firstBytes(byte[] frame, int fragments) {
        return frames(split(frame, fragments, frame.length)).stream()
                .map(Frame::firstByte)
                .toList();
    }

    private static List<Frame> frames(byte[] bytes) {
        FoundFrames found = new FoundFrames();
        FrameFollower.ofFrames().follow(Unpooled.wrappedBuffer(bytes), found);
        return found.frames;
    }

    private byte[] split(byte[] stream, int fragments, int chunkBytes) {
        FrameRule rule = new FrameRule() {
            @Override
            public Decision decide(int firstByte, boolean masked, long payloadLength) {
                return Decision.GATHER;
            }

            @Override
            public List<ByteBuf> rewrite(GatheredFrame frame) {
                return FrameEdits.split(frame, fragments);
            }
        };
        FrameEditor editor = new FrameEditor(FrameFollower.ofFrames(), 0, 1 << 20, rule);
        for (int from = 0; from < stream.length; from += chunkBytes) {
            int to = Math.min(stream.length, from + chunkBytes);
            editor.edit(chunks.chunk(stream, from, to), chunks.out::add);
        }
        return chunks.drain();
    }

    private static byte[] messages(FrameRole role, RandomGenerator random) {
        ByteBuf out = Unpooled.buffer();
        for (int i = 0; i < 8; i++) {
            byte[] text = "zażółć gęślą jaźń 😀".repeat(random.nextInt(1, 9)).getBytes(StandardCharsets.UTF_8);
            byte[] data = new byte[random.nextInt(0, 700)];
            random.nextBytes(data);
            if (role == FrameRole.SERVER) {
                MaskedFrameWriter.text(out, random.nextInt(), text);
                MaskedFrameWriter.fragment(out, random.nextInt(), Fragment.BINARY, false, Unpooled.wrappedBuffer(data));
                MaskedFrameWriter.ping(out, random.nextInt(), Unpooled.wrappedBuffer(text, 0, 20));
                MaskedFrameWriter.fragment(
                        out, random.nextInt(), Fragment.CONTINUATION, true, Unpooled.wrappedBuffer(text));
            } else {
                FrameWriter.text(out, Unpooled.wrappedBuffer(text));
                FrameWriter.fragment(out, Fragment.BINARY, false, Unpooled.wrappedBuffer(data));
                FrameWriter.ping(out, Unpooled.wrappedBuffer(text, 0, 20));
                FrameWriter.fragment(out, Fragment.CONTINUATION, true, Unpooled.wrappedBuffer(text));
            }
        }
        out.writeBytes(
                role == FrameRole.SERVER
                        ? new byte[] {(byte) 0x88, (byte) 0x80, 1, 2, 3, 4}
                        : new byte[] {(byte) 0x88, 0});
        return ByteBufUtil.getBytes(out);
    }

    /** Messages and control frames as the reader hears them. */
    private List<String> read(FrameRole role, byte[] stream) {
        List<String> heard = new ArrayList<>();
        ByteBuf in = Unpooled.copiedBuffer(stream);
        FrameReader reader = new FrameReader(role, FrameLimits.DEFAULT);
        assertNull(reader.read(in, new Listener(heard)));
        in.release();
        return heard;
    }

    private record Listener(List<String> heard) implements FrameListener {

        @Override
        public void onText(ByteBuf payload) {
            heard.add("text " + payload.toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onBinary(ByteBuf payload) {
            heard.add("binary " + ByteBufUtil.hexDump(payload));
        }

        @Override
        public void onPing(ByteBuf payload) {
            heard.add("ping " + ByteBufUtil.hexDump(payload));
        }

        @Override
        public void onPong(ByteBuf payload) {
            heard.add("pong " + ByteBufUtil.hexDump(payload));
        }

        @Override
        public void onClose(int code, String reason) {
            heard.add("close " + code);
        }
    }
}
