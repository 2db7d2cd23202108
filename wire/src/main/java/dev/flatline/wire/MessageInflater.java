package dev.flatline.wire;

import static dev.flatline.wire.ProtocolViolation.invalidPayload;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates one message (RFC 7692, section 7.2.2) into chunks that are not copied again, and stops as soon as it is too
 * long or not UTF-8: whatever the peer sends, at most one chunk more than the limit is ever allocated.
 *
 * <p>A block with BFINAL set ends a DEFLATE stream and empties the window, and another stream may follow in the same
 * message or the next, as with zlib. DEFLATE data that is no such data, or is not whole, is a violation with code 1007:
 * the frames keep the protocol, but the message is not what its frames say it is (RFC 6455, section 7.4.1).
 */
final class MessageInflater implements AutoCloseable {

    static final int CHUNK_BYTES = 16 << 10;

    private static final int SMALLEST_CHUNK_BYTES = 256;
    private static final int EXPECTED_RATIO = 4;

    /** What a sender leaves out: the lengths of an empty stored block. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    /** The same, and an empty stored block with BFINAL: whether that is understood tells whether the data was whole. */
    private static final byte[] LAST_TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF, 1, 0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final ProtocolViolation CORRUPT = invalidPayload("a compressed message is not DEFLATE data");

    private final Inflater inflater;
    private final boolean takeover;
    private final boolean text;
    private final int maxBytes;
    private @Nullable CompositeByteBuf full;
    private ByteBuf chunk = Unpooled.EMPTY_BUFFER;
    private long length;
    private int utf8 = Utf8.COMPLETE;
    /** Whether the input ended where a block with BFINAL did. */
    private boolean ended;

    /**
     * @param takeover whether the inflater keeps its window behind this message; otherwise it is reset on close
     */
    MessageInflater(Inflater inflater, boolean takeover, boolean text, int maxBytes) {
        this.inflater = inflater;
        this.takeover = takeover;
        this.text = text;
        this.maxBytes = maxBytes;
    }

    /** Inflates a payload; returns what is wrong with it, or null. An empty one is taken for an empty message. */
    @Nullable ProtocolViolation inflate(ByteBuf payload) {
        if (!payload.isReadable()) {
            return null;
        }
        ByteBufAllocator alloc = payload.alloc();
        try {
            chunk = alloc.buffer(firstChunkBytes(payload.readableBytes()));
            ProtocolViolation violation = pump(payload.nioBuffer(), alloc);
            if (violation != null) {
                return violation;
            }
            if (!ended && !isWhole(alloc)) {
                return CORRUPT;
            }
            return utf8 == Utf8.COMPLETE ? null : FrameReader.BAD_TEXT;
        } catch (DataFormatException e) {
            return CORRUPT;
        }
    }

    /** The message, valid until close. */
    ByteBuf inflated() {
        if (full == null) {
            return chunk;
        }
        append(chunk);
        chunk = Unpooled.EMPTY_BUFFER;
        return full;
    }

    @Override
    public void close() {
        if (full != null) {
            full.release();
        }
        chunk.release();
        if (!takeover) {
            inflater.reset();
        }
    }

    private static int firstChunkBytes(int payloadBytes) {
        return payloadBytes >= CHUNK_BYTES / EXPECTED_RATIO
                ? CHUNK_BYTES
                : Math.max(SMALLEST_CHUNK_BYTES, payloadBytes * EXPECTED_RATIO);
    }

    private @Nullable ProtocolViolation pump(ByteBuffer input, ByteBufAllocator alloc) throws DataFormatException {
        inflater.setInput(input);
        while (true) {
            int from = chunk.writerIndex();
            int space = chunk.writableBytes();
            int produced = inflater.inflate(chunk.internalNioBuffer(from, space));
            chunk.writerIndex(from + produced);
            ProtocolViolation violation = check(from, produced);
            if (violation != null) {
                return violation;
            }
            if (inflater.finished()) {
                inflater.reset();
                ended = !input.hasRemaining();
                if (ended) {
                    return null;
                }
                inflater.setInput(input);
            } else if (produced < space) {
                return null;
            }
            if (!chunk.isWritable()) {
                append(chunk);
                chunk = alloc.buffer(CHUNK_BYTES);
            }
        }
    }

    private @Nullable ProtocolViolation check(int from, int produced) {
        length += produced;
        if (length > maxBytes) {
            return ProtocolViolation.inflatesTooBig(maxBytes);
        }
        if (text) {
            utf8 = Utf8.check(utf8, chunk, from, from + produced);
        }
        return utf8 == Utf8.INVALID ? FrameReader.BAD_TEXT : null;
    }

    /**
     * Whether the tail completes the data: it has nothing to say but that the last block is over. With takeover nothing
     * tells that a few of the last bits are missing; the next message then makes no sense.
     */
    private boolean isWhole(ByteBufAllocator alloc) throws DataFormatException {
        long before = length;
        ProtocolViolation violation = pump(ByteBuffer.wrap(takeover ? TAIL : LAST_TAIL), alloc);
        return violation == null && length == before && (takeover || ended);
    }

    private void append(ByteBuf part) {
        if (full == null) {
            full = part.alloc().compositeBuffer(Integer.MAX_VALUE);
        }
        full.addComponent(true, part);
    }
}
