package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.wire.Fragment;
import dev.flatline.wire.MaskedFrameWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Streams of frames, right and spoilt, in reads of random sizes: the server answers as {@link WholeStream} does, throws
 * nothing, and gives every buffer back.
 */
final class FrameFuzzTest {

    private static final int STREAMS = 250;
    private static final int LIMIT = 400;
    private static final ServerOptions OPTIONS =
            ServerOptions.defaults().with(LimitOptions.DEFAULT.withPayload(LIMIT, LIMIT));

    private final Happenings happenings = Happenings.echo();
    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);

    @SeedSweep
    void theServerAnswersAsItShouldAndKeepsNothing(long seed) {
        for (int i = 0; i < STREAMS; i++) {
            RandomGenerator random = new Seeds(seed).generator("frames", i);
            byte[] stream = stream(random);
            VirtualServer server = VirtualServer.upgraded(OPTIONS, happenings);
            server.channel.config().setAllocator(buffers);

            says(server, stream, random);
            String heard = heard(server);
            end(server, random);

            assertAnswered(new WholeStream(stream, LIMIT), heard, "stream " + i);
            assertFalse(server.isOpen());
            assertEquals(List.of(), server.failures);
            assertEquals(0, server.shared.counters().unfinishedBytes());
            assertEquals(0, buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory(), "stream " + i);
        }
        assertTrue(happenings.program.stream().noneMatch(line -> line.startsWith("error")));
    }

    @SeedSweep
    void noBytesAtAllMakeTheHandshakeThrowOrKeepABuffer(long seed) {
        for (int i = 0; i < STREAMS; i++) {
            RandomGenerator random = new Seeds(seed).generator("heads", i);
            byte[] head = VirtualServer.REQUEST.getBytes(StandardCharsets.ISO_8859_1);
            spoil(head, random);
            head = Arrays.copyOf(head, random.nextInt(3) == 0 ? random.nextInt(head.length) : head.length);
            VirtualServer server = new VirtualServer(OPTIONS, happenings);
            server.channel.config().setAllocator(buffers);

            says(server, head, random);
            String heard = heard(server);
            end(server, random);

            assertTrue(heard.isEmpty() || heard.matches("(?s)HTTP/1\\.1 (101|4\\d\\d|505) .*\r\n\r\n.*"), heard);
            assertEquals(List.of(), server.failures);
            assertEquals(0, server.shared.counters().handshaking());
            assertEquals(0, server.shared.counters().open());
            assertEquals(0, buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory(), "head " + i);
        }
        assertTrue(happenings.program.stream().noneMatch(line -> line.startsWith("error")));
    }

    private static void assertAnswered(WholeStream expected, String heard, String what) {
        String answers = expected.answers();
        assertEquals(answers, heard.substring(0, Math.min(answers.length(), heard.length())), what);
        String rest = heard.substring(answers.length());
        if (expected.isViolated()) {
            assertClose(rest, what);
            assertEquals(expected.closeCode(), codeOf(rest), what);
        } else if (!rest.isEmpty()) {
            assertTrue(expected.endsInsideAFrame(), what + " is right, and is answered with " + rest);
            assertClose(rest, what);
        }
    }

    private static void assertClose(String frame, String what) {
        assertTrue(frame.length() >= 4, what + " is not answered");
        assertEquals(0x88, frame.charAt(0), what);
        assertEquals(frame.charAt(1), frame.length() - 2, what + ": something comes behind the Close frame");
        assertTrue(List.of(1002, 1007, 1009).contains(codeOf(frame)), what);
    }

    private static int codeOf(String close) {
        return (close.charAt(2) << 8) | close.charAt(3);
    }

    private void says(VirtualServer server, byte[] bytes, RandomGenerator random) {
        int longest = random.nextInt(1, 200);
        for (int at = 0; at < bytes.length && server.isOpen(); ) {
            int end = Math.min(bytes.length, at + random.nextInt(1, longest + 1));
            server.says(buffers.buffer(end - at).writeBytes(bytes, at, end - at));
            at = end;
        }
    }

    private static String heard(VirtualServer server) {
        StringBuilder heard = new StringBuilder();
        for (String one = server.sent(); !one.isEmpty(); one = server.sent()) {
            heard.append(one);
        }
        return heard.toString();
    }

    private static void end(VirtualServer server, RandomGenerator random) {
        if (random.nextInt(8) == 0) {
            server.advance(Duration.ofMillis(random.nextInt(3_000)));
        }
        var unused = server.channel.close();
        server.channel.runPendingTasks();
        server.channel.releaseOutbound();
    }

    private static byte[] stream(RandomGenerator random) {
        ByteBuf out = Unpooled.buffer();
        boolean inside = false;
        for (int frames = random.nextInt(1, 12); frames > 0; frames--) {
            inside = frame(out, random, inside);
        }
        byte[] stream = ByteBufUtil.getBytes(out);
        if (random.nextInt(3) > 0) {
            spoil(stream, random);
        }
        return stream;
    }

    /** Appends a frame; returns whether a message is unfinished behind it. */
    private static boolean frame(ByteBuf out, RandomGenerator random, boolean inside) {
        ByteBuf payload = payload(random);
        int key = random.nextInt();
        boolean last = random.nextBoolean();
        switch (random.nextInt(8)) {
            case 0 -> MaskedFrameWriter.ping(out, key, payload.slice(0, Math.min(125, payload.readableBytes())));
            case 1 -> MaskedFrameWriter.pong(out, key, payload.slice(0, Math.min(125, payload.readableBytes())));
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    MaskedFrameWriter.close(out, key, 1000 + random.nextInt(4), "so long");
                }
            }
            default -> {
                Fragment opener =
                        inside ? Fragment.CONTINUATION : random.nextBoolean() ? Fragment.TEXT : Fragment.BINARY;
                MaskedFrameWriter.fragment(out, key, opener, last, payload);
                return !last;
            }
        }
        return inside;
    }

    private static ByteBuf payload(RandomGenerator random) {
        int letters = random.nextInt(4) == 0 ? random.nextInt(200) : random.nextInt(20);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.appendCodePoint(random.nextInt(3) > 0 ? 'a' + random.nextInt(26) : 0x100 + random.nextInt(0x400));
        }
        ByteBuf payload = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        return random.nextInt(6) == 0 && payload.isReadable()
                ? payload.slice(0, random.nextInt(payload.readableBytes()))
                : payload;
    }

    private static void spoil(byte[] bytes, RandomGenerator random) {
        for (int times = random.nextInt(1, 4); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) (bytes[at] ^ 1 << random.nextInt(8)) : (byte) random.nextInt(256);
        }
    }
}
