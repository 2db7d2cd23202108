package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.flatline.core.seed.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a stream is cut into reads, the same messages come out, and nothing stays behind. */
class FrameChunkingTest {

    private final Wire wire = new Wire();

    @ParameterizedTest
    @EnumSource(FrameRole.class)
    void splitAtEachOffset(FrameRole role) {
        byte[] stream = stream(role);
        List<String> expected = deliver(role, stream, stream.length);

        for (int cut = 1; cut < stream.length; cut++) {
            assertEquals(expected, deliver(role, stream, cut, stream.length), "cut at " + cut);
            assertEquals(0, wire.heldBytes(), "held, cut at " + cut);
        }
    }

    @ParameterizedTest
    @EnumSource(FrameRole.class)
    void oneByteAtATime(FrameRole role) {
        byte[] stream = stream(role);
        int[] ends = new int[stream.length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = i + 1;
        }

        assertEquals(deliver(role, stream, stream.length), deliver(role, stream, ends));
        assertEquals(0, wire.heldBytes());
    }

    @ParameterizedTest
    @EnumSource(FrameRole.class)
    void randomChunks(FrameRole role) {
        byte[] stream = stream(role);
        List<String> expected = deliver(role, stream, stream.length);

        for (int seed = 0; seed < 2_000; seed++) {
            RandomGenerator random = new Seeds(seed).generator("chunks", 0);
            int longest = random.nextInt(1, 200);
            int[] ends = new int[stream.length + 1];
            int count = 0;
            for (int at = 0; at < stream.length; count++) {
                at = Math.min(stream.length, at + random.nextInt(1, longest + 1));
                ends[count] = at;
            }
            assertEquals(expected, deliver(role, stream, Arrays.copyOf(ends, count)), "seed " + seed);
            assertEquals(0, wire.heldBytes(), "held, seed " + seed);
        }
    }

    private List<String> deliver(FrameRole role, byte[] stream, int... ends) {
        RecordingListener listener = new RecordingListener();
        FrameReader reader = new FrameReader(role, FrameLimits.DEFAULT);
        int from = 0;
        for (int to : ends) {
            ByteBuf in = wire.read(stream, from, to);
            assertNull(reader.read(in, listener));
            in.release();
            from = to;
        }
        return listener.calls;
    }

    /** Every kind of frame and form of length, with control frames inside a fragmented text. */
    private static byte[] stream(FrameRole role) {
        ByteBuf out = Unpooled.buffer();
        if (role == FrameRole.CLIENT) {
            FrameWriter.text(out, "");
            FrameWriter.text(out, "zażółć gęślą jaźń 😀");
            FrameWriter.fragment(out, Fragment.TEXT, false, Unpooled.wrappedBuffer(new byte[] {'a', (byte) 0xE2}));
            FrameWriter.ping(out, Wire.utf8("in between"));
            FrameWriter.fragment(out, Fragment.CONTINUATION, false, Unpooled.EMPTY_BUFFER);
            FrameWriter.fragment(
                    out, Fragment.CONTINUATION, true, Unpooled.wrappedBuffer(new byte[] {(byte) 0x82, (byte) 0xAC}));
            FrameWriter.binary(out, Unpooled.wrappedBuffer(new byte[300]));
            FrameWriter.pong(out, Unpooled.EMPTY_BUFFER);
            FrameWriter.close(out, 4000, "good bye");
        } else {
            MaskedFrameWriter.text(out, 0x01020304, "");
            MaskedFrameWriter.text(out, 0x8f3c77a1, "zażółć gęślą jaźń 😀");
            MaskedFrameWriter.fragment(
                    out, 0xfedcba98, Fragment.TEXT, false, Unpooled.wrappedBuffer(new byte[] {'a', (byte) 0xE2}));
            MaskedFrameWriter.ping(out, 0x11223344, Wire.utf8("in between"));
            MaskedFrameWriter.fragment(out, 7, Fragment.CONTINUATION, false, Unpooled.EMPTY_BUFFER);
            MaskedFrameWriter.fragment(
                    out, 0, Fragment.CONTINUATION, true, Unpooled.wrappedBuffer(new byte[] {(byte) 0x82, (byte) 0xAC}));
            MaskedFrameWriter.binary(out, -1, Unpooled.wrappedBuffer(new byte[300]));
            MaskedFrameWriter.pong(out, 99, Unpooled.EMPTY_BUFFER);
            MaskedFrameWriter.close(out, 0x5a5a5a5b, 4000, "good bye");
        }
        return Wire.drain(out);
    }
}
