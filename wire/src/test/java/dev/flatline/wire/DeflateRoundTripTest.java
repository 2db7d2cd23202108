package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, however it is cut, and whoever else uses the same loop: the same messages come out. */
class DeflateRoundTripTest {

    private static final String[] WORDS = {"{\"id\":", "zażółć ", "gęślą ", "jaźń ", "😀", "null,", "connection ", "€"};
    private static final int CONNECTIONS = 3;

    private final Wire wire = new Wire();

    @ParameterizedTest
    @EnumSource(FrameRole.class)
    void anyMessagesInAnyFragmentsAndReads(FrameRole reading) {
        for (int seed = 0; seed < 1_500; seed++) {
            sweep(reading, seed);
        }
    }

    private void sweep(FrameRole reading, int seed) {
        RandomGenerator random = new Seeds(seed).generator("deflate", 0);
        FrameRole writing = reading == FrameRole.SERVER ? FrameRole.CLIENT : FrameRole.SERVER;
        ContextBudget writers = new ContextBudget(CONNECTIONS);
        ContextBudget readers = new ContextBudget(CONNECTIONS);
        List<DeflateEnd> from = new ArrayList<>();
        List<DeflateEnd> to = new ArrayList<>();
        List<List<String>> sent = new ArrayList<>();
        try (LoopDeflation writingLoop = DeflateEnd.loop(writing, writers);
                LoopDeflation readingLoop = DeflateEnd.loop(reading, readers)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                boolean server = random.nextBoolean();
                boolean client = random.nextBoolean();
                from.add(DeflateEnd.of(writingLoop, writing, server, client, FrameLimits.DEFAULT));
                to.add(DeflateEnd.of(readingLoop, reading, server, client, FrameLimits.DEFAULT));
                sent.add(new ArrayList<>());
            }
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                int connection = random.nextInt(CONNECTIONS);
                ByteBuf out = wire.empty();
                sent.get(connection).add(send(from.get(connection), random, out));
                deliver(to.get(connection), random, out, seed);
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                List<String> messages = new ArrayList<>(to.get(i).calls());
                messages.removeIf(call -> call.startsWith("ping"));
                assertEquals(sent.get(i), messages, "seed " + seed);
            }
        } finally {
            from.forEach(DeflateEnd::close);
            to.forEach(DeflateEnd::close);
        }
        assertEquals(0, wire.heldBytes(), "seed " + seed);
        assertEquals(0, writers.taken() + readers.taken(), "seed " + seed);
    }

    private String send(DeflateEnd end, RandomGenerator random, ByteBuf out) {
        boolean text = random.nextBoolean();
        Fragment kind = text ? Fragment.TEXT : Fragment.BINARY;
        byte[] payload = text ? text(random).getBytes(StandardCharsets.UTF_8) : binary(random);
        ByteBuf buffer = wire.read(payload, 0, payload.length);
        switch (random.nextInt(4)) {
            case 0 -> end.write(out, random.nextInt(), kind, buffer);
            case 1 -> end.frame(out, random.nextInt(), kind.first(true), buffer.duplicate());
            default -> end.writeFragments(out, random, kind, buffer);
        }
        buffer.release();
        return text ? "text " + new String(payload, StandardCharsets.UTF_8) : "binary " + ByteBufUtil.hexDump(payload);
    }

    private void deliver(DeflateEnd end, RandomGenerator random, ByteBuf stream, int seed) {
        int longest = random.nextBoolean() ? stream.readableBytes() : random.nextInt(1, 100);
        while (stream.isReadable()) {
            int length = Math.min(stream.readableBytes(), random.nextInt(1, longest + 1));
            assertNull(end.read(wire.empty().writeBytes(stream, length)), "seed " + seed);
        }
        stream.release();
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = size(random) / 4; i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    private static byte[] binary(RandomGenerator random) {
        byte[] payload = new byte[size(random)];
        if (random.nextBoolean()) {
            random.nextBytes(payload);
        }
        return payload;
    }

    /** Mostly small, now and then more than a chunk, or than the window of 32 KiB. */
    private static int size(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(80_000);
            case 1, 2 -> 0;
            default -> random.nextInt(600);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16_383, 16_384, 16_385, 32_768, 49_152, 65_536, 1 << 20, 1 << 24})
    void anySizeUpToTheLimit(int size) {
        for (boolean random : new boolean[] {false, true}) {
            byte[] payload = new byte[size];
            if (random) {
                new Seeds(size).generator("payload", 0).nextBytes(payload);
            }
            LastBinary last = new LastBinary();
            DeflateEnd from = DeflateEnd.keeping(FrameRole.SERVER, FrameLimits.DEFAULT);
            DeflateEnd to = DeflateEnd.keeping(FrameRole.CLIENT, new FrameLimits(1 << 25, (1 << 24) + (1 << 14)));
            for (int i = 0; i < 2; i++) {
                ByteBuf stream = wire.empty();
                ByteBuf buffer = wire.read(payload, 0, size);
                from.write(stream, 0, Fragment.BINARY, buffer);
                buffer.release();
                assertEquals(0xC2, stream.getUnsignedByte(0));

                assertNull(to.reader.read(stream, last));
                stream.release();

                assertTrue(Arrays.equals(payload, last.payload), "round " + i);
            }
            from.close();
            to.close();
        }
        assertEquals(0, wire.heldBytes());
    }

    @Test
    void whatWasSaidBeforeMakesAMessageSmaller() {
        ByteBuf first = wire.empty();
        ByteBuf second = wire.empty();
        DeflateEnd server = DeflateEnd.keeping(FrameRole.SERVER, FrameLimits.DEFAULT);
        ByteBuf payload = Wire.utf8("what the last message said and this one says again");

        server.write(first, 0, Fragment.TEXT, payload);
        server.write(second, 0, Fragment.TEXT, payload);

        assertTrue(second.readableBytes() < first.readableBytes() / 3, () -> second + " after " + first);
    }

    /** The last message as bytes: their dump as text would need too much memory. */
    private static final class LastBinary extends RecordingListener {
        private byte[] payload = {};

        @Override
        public void onBinary(ByteBuf message) {
            payload = ByteBufUtil.getBytes(message);
        }
    }
}
