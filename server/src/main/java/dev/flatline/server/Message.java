package dev.flatline.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message that arrived: a view of the read buffer, valid during {@link ServerHandler#onMessage} only. One instance serves
 * all connections of an event loop.
 */
public final class Message {

    private @Nullable ByteBuf payload;
    private boolean text;

    Message() {}

    /** Whether it is text; otherwise it is binary. */
    public boolean isText() {
        return text;
    }

    /** Bytes of its payload. */
    public int size() {
        return payload().readableBytes();
    }

    /** The payload as text. */
    public String text() {
        return payload().toString(StandardCharsets.UTF_8);
    }

    /** A copy of the payload. */
    public byte[] bytes() {
        return ByteBufUtil.getBytes(payload());
    }

    ByteBuf payload() {
        if (payload == null) {
            throw new IllegalStateException("a message was used after onMessage returned");
        }
        return payload;
    }

    void show(ByteBuf arrived, boolean isText) {
        payload = arrived;
        text = isText;
    }

    void hide() {
        payload = null;
    }
}
