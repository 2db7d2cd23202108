package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.wire.Fragment;
import dev.flatline.wire.Loops;
import dev.flatline.wire.MaskedFrameWriter;
import dev.flatline.wire.TransportKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages from nothing to 16 MiB, in one frame and in many, come back as they went. */
@Tag("real-socket")
final class EchoSizesTest {

    private static final int MAX = 16 << 20;
    /** Two bytes of UTF-8, so that fragments end inside a character. */
    private static final byte[] LETTER = "ż".getBytes(StandardCharsets.UTF_8);

    private static final Loops LOOPS = Loops.open("echo-test", 2, TransportKind.AUTO);
    private static final Happenings PROGRAM = Happenings.echo();
    private static final FlatlineServer SERVER = new FlatlineServer(
            ServerOptions.defaults().with(LimitOptions.DEFAULT.withPayload(MAX, MAX)), PROGRAM, PROGRAM, LOOPS);

    @BeforeAll
    static void start() throws IOException {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        LOOPS.close();
    }

    @ParameterizedTest(name = "{0} bytes in {1} fragments")
    @CsvSource({
        "0, 1",
        "0, 3",
        "1, 1",
        "1, 2",
        "125, 1",
        "125, 4",
        "126, 1",
        "126, 4",
        "65535, 1",
        "65535, 7",
        "65536, 1",
        "65536, 7",
        "1048576, 1",
        "1048576, 100",
        "16777216, 1",
        "16777216, 257"
    })
    void comesBackAsItWent(int bytes, int fragments) throws IOException {
        RandomGenerator random = new Seeds(bytes).generator("echo", fragments);
        byte[] binary = new byte[bytes];
        random.nextBytes(binary);
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = i == bytes - 1 && bytes % 2 == 1 ? (byte) 'z' : LETTER[i % 2];
        }
        try (RawClient client = RawClient.upgraded(SERVER.port())) {
            client.says(frames(Fragment.BINARY, binary, fragments, random));
            assertMessage(0x82, binary, client.hearsLongFrame());
            client.says(frames(Fragment.TEXT, text, fragments, random));
            assertMessage(0x81, text, client.hearsLongFrame());
        }
        Await.until(() -> SERVER.counters().unfinishedBytes() == 0);
    }

    private static void assertMessage(int first, byte[] payload, byte[] frame) {
        assertEquals((byte) first, frame[0]);
        assertArrayEquals(payload, Arrays.copyOfRange(frame, 1, frame.length));
    }

    /** The message in frames that end at random bytes. */
    private static byte[] frames(Fragment kind, byte[] payload, int fragments, RandomGenerator random) {
        int[] ends = random.ints(fragments, 0, payload.length + 1).sorted().toArray();
        ends[fragments - 1] = payload.length;
        ByteBuf out = Unpooled.buffer(payload.length + 14 * fragments);
        int from = 0;
        for (int i = 0; i < fragments; i++) {
            ByteBuf fragment = Unpooled.wrappedBuffer(payload, from, ends[i] - from);
            MaskedFrameWriter.fragment(
                    out, random.nextInt(), i == 0 ? kind : Fragment.CONTINUATION, i == fragments - 1, fragment);
            from = ends[i];
        }
        return ByteBufUtil.getBytes(out);
    }
}
