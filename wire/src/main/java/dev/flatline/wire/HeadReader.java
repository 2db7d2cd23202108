package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Collects the head of an HTTP/1.1 message, up to and with its empty line, from successive reads. It looks at every
 * byte once, takes none behind the head, and copies bytes aside only when a read ends inside the head.
 */
final class HeadReader {

    /** Why no head will come. */
    enum Failure {
        TOO_LARGE,
        MALFORMED
    }

    private final int maxBytes;
    private @Nullable ByteBuf partial;
    private @Nullable Failure failure;
    private boolean afterReturn;
    private int lineLength;

    HeadReader(int maxBytes) {
        if (maxBytes < 64) {
            throw new IllegalArgumentException("maxHeadBytes: " + maxBytes + ", accepted is 64 or more");
        }
        this.maxBytes = maxBytes;
    }

    /** The whole head in Latin-1, or null: more is needed, or there is a {@link #failure}. */
    @Nullable String read(ByteBuf in) {
        int start = in.readerIndex();
        int held = partial == null ? 0 : partial.readableBytes();
        int limit = Math.min(in.readableBytes(), maxBytes - held);
        for (int i = 0; i < limit; i++) {
            if (endsAt(in.getByte(start + i))) {
                return take(in, i + 1);
            }
            if (failure != null) {
                return fail(in, failure);
            }
        }
        if (held + limit == maxBytes) {
            return fail(in, Failure.TOO_LARGE);
        }
        hold(in);
        return null;
    }

    @Nullable Failure failure() {
        return failure;
    }

    void close() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }

    /** Steps over one byte: true behind the empty line. Lines end in CR LF, and no other control byte but a tab occurs. */
    private boolean endsAt(byte octet) {
        if (afterReturn != (octet == '\n')) {
            failure = Failure.MALFORMED;
            return false;
        }
        if (octet == '\n') {
            afterReturn = false;
            boolean empty = lineLength == 0;
            lineLength = 0;
            return empty;
        }
        if (octet == '\r') {
            afterReturn = true;
        } else if ((octet >= 0 && octet < ' ' && octet != '\t') || octet == 0x7F) {
            failure = Failure.MALFORMED;
        } else {
            lineLength++;
        }
        return false;
    }

    private String take(ByteBuf in, int length) {
        if (partial == null) {
            String head = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
            in.skipBytes(length);
            return head;
        }
        partial.writeBytes(in, length);
        String head = partial.toString(StandardCharsets.ISO_8859_1);
        close();
        return head;
    }

    private void hold(ByteBuf in) {
        if (!in.isReadable()) {
            return;
        }
        if (partial == null) {
            partial = in.alloc().buffer(Math.min(maxBytes, 512), maxBytes);
        }
        partial.writeBytes(in);
    }

    private @Nullable String fail(ByteBuf in, Failure cause) {
        failure = cause;
        in.skipBytes(in.readableBytes());
        close();
        return null;
    }
}
