package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 6455, section 5.7, byte for byte. */
class FrameExamplesTest {

    private static final int KEY = 0x37fa213d;

    private final Wire wire = new Wire();
    private final RecordingListener listener = new RecordingListener();

    @Test
    void readsAnUnmaskedText() {
        ByteBuf in = wire.hex("81 05 48 65 6c 6c 6f");

        assertNull(reader(FrameRole.CLIENT).read(in, listener));

        assertEquals(List.of("text Hello"), listener.calls);
    }

    @Test
    void readsAMaskedText() {
        ByteBuf in = wire.hex("81 85 37 fa 21 3d 7f 9f 4d 51 58");

        assertNull(reader(FrameRole.SERVER).read(in, listener));

        assertEquals(List.of("text Hello"), listener.calls);
    }

    @Test
    void readsAFragmentedText() {
        ByteBuf in = wire.hex("01 03 48 65 6c 80 02 6c 6f");

        assertNull(reader(FrameRole.CLIENT).read(in, listener));

        assertEquals(List.of("text Hello"), listener.calls);
    }

    @Test
    void readsPingAndMaskedPong() {
        assertNull(reader(FrameRole.CLIENT).read(wire.hex("89 05 48 65 6c 6c 6f"), listener));
        assertNull(reader(FrameRole.SERVER).read(wire.hex("8a 85 37 fa 21 3d 7f 9f 4d 51 58"), listener));

        assertEquals(List.of("ping Hello", "pong Hello"), listener.calls);
    }

    @Test
    void writesTheUnmaskedExamples() {
        ByteBuf out = Unpooled.buffer();

        FrameWriter.text(out, "Hello");
        FrameWriter.fragment(out, Fragment.TEXT, false, Wire.utf8("Hel"));
        FrameWriter.fragment(out, Fragment.CONTINUATION, true, Wire.utf8("lo"));
        FrameWriter.ping(out, Wire.utf8("Hello"));

        assertEquals("810548656c6c6f" + "010348656c" + "80026c6f" + "890548656c6c6f", ByteBufUtil.hexDump(out));
    }

    @Test
    void writesTheMaskedExamples() {
        ByteBuf out = Unpooled.buffer();

        MaskedFrameWriter.text(out, KEY, "Hello");
        MaskedFrameWriter.pong(out, KEY, Wire.utf8("Hello"));

        assertEquals("818537fa213d7f9f4d5158" + "8a8537fa213d7f9f4d5158", ByteBufUtil.hexDump(out));
    }

    @Test
    void writesLengthsInTheirShortestForm() {
        ByteBuf out = Unpooled.buffer();

        FrameWriter.binary(out, Unpooled.wrappedBuffer(new byte[256]));
        FrameWriter.binary(out, Unpooled.wrappedBuffer(new byte[65536]));

        assertEquals("827e0100", ByteBufUtil.hexDump(out, 0, 4));
        assertEquals("827f0000000000010000", ByteBufUtil.hexDump(out, 4 + 256, 10));
    }

    @Test
    void writesTheSameTextFromEverySource() {
        String text = "pląsać € 😀";
        ByteBuf out = Unpooled.buffer();

        FrameWriter.text(out, text);
        String expected = ByteBufUtil.hexDump(out);
        out.clear();
        FrameWriter.text(out, text.getBytes(StandardCharsets.UTF_8));
        String fromBytes = ByteBufUtil.hexDump(out);
        out.clear();
        FrameWriter.text(out, Wire.utf8(text));

        assertEquals(expected, fromBytes);
        assertEquals(expected, ByteBufUtil.hexDump(out));
    }

    @Test
    void masksTheSameTextFromEverySource() {
        String text = "pląsać € 😀";
        ByteBuf in = wire.empty();

        MaskedFrameWriter.text(in, 1, text);
        MaskedFrameWriter.text(in, -2, text.getBytes(StandardCharsets.UTF_8));
        MaskedFrameWriter.text(in, KEY, Wire.utf8(text));

        assertNull(reader(FrameRole.SERVER).read(in, listener));
        assertEquals(List.of("text " + text, "text " + text, "text " + text), listener.calls);
    }

    @Test
    void leavesThePayloadUntouchedWhenItMasks() {
        ByteBuf payload = Wire.utf8("Hello");

        MaskedFrameWriter.binary(Unpooled.buffer(), KEY, payload);

        assertEquals("Hello", payload.toString(StandardCharsets.UTF_8));
    }

    private static FrameReader reader(FrameRole role) {
        return new FrameReader(role, FrameLimits.DEFAULT);
    }
}
