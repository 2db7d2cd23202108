package dev.flatline.wire.follow;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one chunk that go on. The last of them is the chunk itself with narrower indices, those before it are slices,
 * so that a chunk of one part, which is nearly every one, costs no object.
 */
final class ChunkRuns {

    private static final int CLOSED = -1;

    private @Nullable ByteBuf chunk;
    private @Nullable Consumer<ByteBuf> out;
    private int start;
    /** Where the part starts that goes on at the moment. */
    private int open;
    /** The part before that, which is let go when it is known that another one follows. */
    private int lastFrom;

    private int lastTo;

    void begin(ByteBuf bytes, Consumer<ByteBuf> sink, boolean passing) {
        chunk = bytes;
        out = sink;
        start = bytes.readerIndex();
        open = passing ? start : CLOSED;
        lastFrom = start;
        lastTo = start;
    }

    int start() {
        return start;
    }

    ByteBuf chunk() {
        if (chunk == null) {
            throw new IllegalStateException("no chunk is edited");
        }
        return chunk;
    }

    ByteBuf slice(int from, int to) {
        return chunk().retainedSlice(from, to - from);
    }

    /** What is behind {@code at} does not go on. */
    void pause(int at) {
        if (open != CLOSED && at > open) {
            flush();
            lastFrom = open;
            lastTo = at;
        }
        open = CLOSED;
    }

    /** What is behind {@code at} goes on. */
    void resume(int at) {
        open = at;
    }

    /** Puts other bytes behind the parts so far. */
    void emit(ByteBuf bytes) {
        flush();
        sink().accept(bytes);
    }

    /** The chunk ends. */
    void end(int at) {
        pause(at);
        ByteBuf bytes = chunk();
        Consumer<ByteBuf> sink = sink();
        chunk = null;
        out = null;
        if (lastTo > lastFrom) {
            sink.accept(bytes.setIndex(lastFrom, lastTo));
        } else {
            bytes.release();
        }
    }

    /** Releases a chunk that was not ended. */
    void abandon() {
        if (chunk != null) {
            chunk.release();
            chunk = null;
            out = null;
        }
    }

    private void flush() {
        if (lastTo > lastFrom) {
            ByteBuf part = slice(lastFrom, lastTo);
            lastFrom = lastTo;
            sink().accept(part);
        }
    }

    private Consumer<ByteBuf> sink() {
        if (out == null) {
            throw new IllegalStateException("no chunk is edited");
        }
        return out;
    }
}
