package dev.flatline.benchmarks.rig;

import dev.flatline.wire.MaskedFrameWriter;
import dev.flatline.wire.UpgradeRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** What the clients say and expect, formatted once. One key and one mask serve all: what is measured is the server. */
public final class LoadScript implements AutoCloseable {

    public static final int MAX_IN_FLIGHT = 16;

    private static final int MASK = 0x37FA_213D;
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final byte[] TEXT = "a small message, 32 bytes long. ".getBytes(StandardCharsets.US_ASCII);

    final ByteBuf accept = Unpooled.copiedBuffer(ACCEPT, StandardCharsets.US_ASCII);
    final ByteBuf switching = Unpooled.copiedBuffer("HTTP/1.1 101 ", StandardCharsets.US_ASCII);
    final ByteBuf headEnd = Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII);
    final ByteBuf text = Unpooled.wrappedBuffer(TEXT);
    final ByteBuf request;
    private final ByteBuf texts;
    private final int textFrameBytes;

    LoadScript(int port) {
        request = Unpooled.directBuffer();
        UpgradeRequest.to("127.0.0.1:" + port, "/").write(request, KEY);
        texts = Unpooled.directBuffer();
        for (int i = 0; i < MAX_IN_FLIGHT; i++) {
            MaskedFrameWriter.text(texts, MASK, TEXT);
        }
        textFrameBytes = texts.readableBytes() / MAX_IN_FLIGHT;
    }

    /** Some text frames in one buffer, which the caller must release. */
    ByteBuf texts(int count) {
        return texts.retainedSlice(0, count * textFrameBytes);
    }

    @Override
    public void close() {
        request.release();
        texts.release();
    }

    /** The answer to a ping. */
    static void pong(ByteBuf out, ByteBuf payload) {
        MaskedFrameWriter.pong(out, MASK, payload);
    }
}
