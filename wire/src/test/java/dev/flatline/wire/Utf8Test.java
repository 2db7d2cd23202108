package dev.flatline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.seed.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The JDK's decoder is the reference. */
class Utf8Test {

    private static final byte[] EDGES =
            ByteBufUtil.decodeHexDump("00417f80818f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5ff");

    @Test
    void agreesWithTheJdkOnEverySequenceOfFourEdgeBytes() {
        byte[] bytes = new byte[4];
        for (byte a : EDGES) {
            for (byte b : EDGES) {
                for (byte c : EDGES) {
                    for (byte d : EDGES) {
                        bytes[0] = a;
                        bytes[1] = b;
                        bytes[2] = c;
                        bytes[3] = d;
                        assertAgrees(bytes, 0);
                    }
                }
            }
        }
    }

    @Test
    void agreesWithTheJdkOnDamagedTextInPieces() {
        byte[] text = "plain ASCII of some length, zażółć, 漢字, 😀, plain again".getBytes(UTF_8);
        for (int seed = 0; seed < 5_000; seed++) {
            RandomGenerator random = new Seeds(seed).generator("damage", 0);
            byte[] damaged = text.clone();
            if (random.nextBoolean()) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertAgrees(damaged, random.nextInt(damaged.length));
        }
    }

    private static void assertAgrees(byte[] bytes, int cut) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        int state = Utf8.check(Utf8.COMPLETE, buffer, 0, cut);
        if (state != Utf8.INVALID) {
            state = Utf8.check(state, buffer, cut, bytes.length);
        }
        if (isUtf8(bytes) != (state == Utf8.COMPLETE)) {
            assertEquals(isUtf8(bytes), state == Utf8.COMPLETE, ByteBufUtil.hexDump(bytes) + " cut at " + cut);
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
