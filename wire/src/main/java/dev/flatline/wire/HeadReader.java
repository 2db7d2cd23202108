package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the head of an HTTP/1.1 message, up to and with its empty line, from successive reads. Each read is copied once
 * into an array and looked at there, because a loop over an array is what the first compiler does well; a head that comes
 * whole in one read is that copy. No byte behind the head is taken.
 */
final class HeadReader {

    /** Why no head will come. */
    enum Failure {
        TOO_LARGE,
        MALFORMED
    }

    private static final byte[] NOTHING = {};
    private static final byte DELETE = 0x7F;

    private final int maxBytes;
    private @Nullable Failure failure;
    private byte[] bytes = NOTHING;
    private int length;
    /** Bytes that have been looked at: all but a carriage return at the end of a read. */
    private int seen;
    /** Where the line starts that {@link #seen} is in. */
    private int line;

    HeadReader(int maxBytes) {
        if (maxBytes < 64) {
            throw new IllegalArgumentException("maxHeadBytes: " + maxBytes + ", accepted is 64 or more");
        }
        this.maxBytes = maxBytes;
    }

    /** The whole head, in an array of its own; null: more is needed, or there is a {@link #failure}. */
    byte @Nullable [] read(ByteBuf in) {
        int held = length;
        append(in, Math.min(in.readableBytes(), maxBytes - held));
        if (endsWithin()) {
            in.skipBytes(seen - held);
            byte[] head = bytes.length == seen ? bytes : Arrays.copyOf(bytes, seen);
            close();
            return head;
        }
        if (failure == null && length == maxBytes) {
            failure = Failure.TOO_LARGE;
        }
        in.skipBytes(in.readableBytes());
        if (failure != null) {
            close();
        }
        return null;
    }

    @Nullable Failure failure() {
        return failure;
    }

    /** Drops what is held. Idempotent. */
    void close() {
        bytes = NOTHING;
        length = 0;
    }

    private void append(ByteBuf in, int added) {
        int needed = length + added;
        if (needed > bytes.length) {
            // A head in many pieces grows by doubling; the first piece is usually all of it.
            int roomy = length == 0 ? needed : Math.max(needed, Math.min(maxBytes, 2 * needed));
            bytes = Arrays.copyOf(bytes, roomy);
        }
        in.getBytes(in.readerIndex(), bytes, length, added);
        length = needed;
    }

    /**
     * Looks at what has not been looked at: true behind the empty line. Lines end in CR LF, and no other control byte but a
     * tab occurs.
     */
    private boolean endsWithin() {
        byte[] all = bytes;
        int end = length;
        int index = seen;
        while (index < end) {
            byte octet = all[index];
            if (octet < 0 || (octet >= ' ' && octet != DELETE) || octet == '\t') {
                index++;
                continue;
            }
            if (octet != '\r') {
                failure = Failure.MALFORMED;
                break;
            }
            if (index + 1 == end) {
                break;
            }
            if (all[index + 1] != '\n') {
                failure = Failure.MALFORMED;
                break;
            }
            boolean empty = index == line;
            index += 2;
            line = index;
            if (empty) {
                seen = index;
                return true;
            }
        }
        seen = index;
        return false;
    }
}
