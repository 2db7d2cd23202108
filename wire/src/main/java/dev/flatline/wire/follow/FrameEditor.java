package dev.flatline.wire.follow;

import dev.flatline.wire.FrameHeader;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of one direction and lets them go on, all but the frames of which a {@link FrameRule} says otherwise. What
 * passes is never copied: of a chunk that passes whole the very same buffer goes on, of others slices, as few as there are
 * gaps. Held are at most the 13 bytes of a header whose end has not come, and one frame that is being gathered.
 *
 * <p>It may begin and end in the middle of a stream. It begins with a follower's position and the bytes that this
 * follower has seen and that are still to come; a frame of which bytes have gone on before the editor came passes untouched.
 * To end it, give it {@link FrameRule#PASS_ALL}, wait until it is {@link #settled}, and pass the bytes around it.
 *
 * <p>Confined to the connection's event loop. What a rule throws comes out of {@link #edit}, and the editor may then only
 * be {@link #drop}ped: the stream has lost bytes.
 */
public final class FrameEditor {

    public static final int DEFAULT_MAX_GATHER_BYTES = 1 << 20;

    private final FrameFollower follower;
    private final int maxGatherBytes;
    private final Frames frames = new Frames();
    private final ChunkRuns runs = new ChunkRuns();
    private FrameRule rule;
    /** Bytes to come that the follower has seen. */
    private long skip;
    /** The frame at hand. */
    private FrameRule.Decision mode = FrameRule.Decision.PASS;
    /** The start of the next frame's header, which the end of a chunk has cut. */
    private @Nullable ByteBuf cutHeader;
    /** What came in earlier chunks of the frame that is gathered. */
    private @Nullable ByteBuf gathered;

    /** A frame that waits for the output to stand between two frames. */
    private @Nullable ByteBuf injection;
    /** Where the bytes of the frame that is gathered start in the chunk at hand. */
    private int gatherFrom;
    /** All bytes of that frame. */
    private int gatherBytes;

    private long oversized;

    /**
     * @param start where the stream stands; becomes the editor's, so give it a copy
     * @param skipBytes how many of the next bytes {@code start} has seen already
     * @param maxGatherBytes the largest frame that is gathered, header included, from 139 (a control frame must fit)
     */
    public FrameEditor(FrameFollower start, long skipBytes, int maxGatherBytes, FrameRule rule) {
        if (skipBytes < 0) {
            throw new IllegalArgumentException("skipBytes: " + skipBytes + ", accepted is 0 or more");
        }
        int least = FrameHeader.MAX_BYTES + FrameHeader.MAX_CONTROL_PAYLOAD;
        if (maxGatherBytes < least) {
            throw new IllegalArgumentException(
                    "maxGatherBytes: " + maxGatherBytes + ", accepted is " + least + " or more");
        }
        this.follower = start;
        this.skip = skipBytes;
        this.maxGatherBytes = maxGatherBytes;
        this.rule = rule;
    }

    /** The rule of the frames whose header is complete from now on; it also rewrites the one that is being gathered. */
    public void rule(FrameRule next) {
        rule = next;
    }

    /** {@link FrameFollower#upgraded} of the stream that is edited; without effect once its frames have begun. */
    public void upgraded(boolean yes) {
        if (!follower.inFrames()) {
            follower.upgraded(yes);
        }
    }

    /**
     * Edits the readable bytes of a chunk.
     *
     * @param chunk becomes the editor's
     * @param out is given what goes on, in order; the buffers become its own
     */
    public void edit(ByteBuf chunk, Consumer<ByteBuf> out) {
        int start = chunk.readerIndex();
        int end = chunk.writerIndex();
        int seen = (int) Math.min(skip, end - start);
        runs.begin(chunk, out, mode == FrameRule.Decision.PASS);
        gatherFrom = start;
        try {
            skip -= seen;
            follower.follow(chunk, start + seen, end, frames);
            endChunk(chunk, start + seen, end);
        } finally {
            runs.abandon();
        }
        if (injection != null && outputAtBoundary()) {
            out.accept(injection);
            injection = null;
        }
    }

    /**
     * Puts a frame in between two others: at once, if the output stands there, else with the first chunk after which it does.
     *
     * @param frame becomes the editor's
     * @param out as for {@link #edit}
     * @return false, and the frame is released, if one waits already or the stream has no frames any more
     */
    public boolean inject(ByteBuf frame, Consumer<ByteBuf> out) {
        if (injection != null || follower.opaque() != null) {
            frame.release();
            return false;
        }
        if (outputAtBoundary()) {
            out.accept(frame);
        } else {
            injection = frame;
        }
        return true;
    }

    /** Whether what has gone on so far ends between two frames: here another frame may be put in. */
    public boolean outputAtBoundary() {
        if (skip > 0 || !follower.inFrames()) {
            return false;
        }
        return mode != FrameRule.Decision.PASS || follower.atBoundary() || cutHeader != null;
    }

    /** Whether it holds nothing and is in no frame that it drops: it may be taken off, and nobody will know. */
    public boolean settled() {
        return mode == FrameRule.Decision.PASS && cutHeader == null;
    }

    /** Frames that were to be gathered, were larger than that is allowed and passed untouched. */
    public long oversized() {
        return oversized;
    }

    /** Bytes of buffers that it holds. */
    public int heldBytes() {
        return capacity(cutHeader) + capacity(gathered) + capacity(injection);
    }

    /**
     * Ends it before it is {@link #settled}: the bytes of a header or a frame that it holds are the next of the stream. Of a
     * frame that was being dropped the rest would go on without its start: let that end first. A frame that waits to be put
     * in is released. Idempotent.
     *
     * @return what is held, the caller's; null if nothing is
     */
    public @Nullable ByteBuf close() {
        ByteBuf held = gathered == null ? cutHeader : gathered;
        cutHeader = null;
        gathered = null;
        mode = FrameRule.Decision.PASS;
        rule = FrameRule.PASS_ALL;
        releaseInjection();
        return held;
    }

    /** Releases what is held: the connection is gone. Idempotent. */
    public void drop() {
        ByteBuf held = close();
        if (held != null) {
            held.release();
        }
    }

    /** Keeps what the end of the chunk has cut, and lets go what passes. */
    private void endChunk(ByteBuf chunk, int from, int end) {
        if (mode == FrameRule.Decision.GATHER) {
            gather(chunk, end);
        } else if (mode == FrameRule.Decision.PASS) {
            int here = Math.min(follower.cutHeaderBytes(), end - from);
            int held = cutHeader == null ? 0 : cutHeader.readableBytes();
            boolean whole = here + held == follower.cutHeaderBytes();
            if (here > 0 && whole) {
                keepCutHeader(chunk, end - here, here);
                runs.pause(end - here);
            }
        }
        runs.end(end);
    }

    private void keepCutHeader(ByteBuf chunk, int from, int length) {
        ByteBuf held = cutHeader;
        if (held == null) {
            held = chunk.alloc().buffer(FrameHeader.MAX_BYTES, FrameHeader.MAX_BYTES);
            cutHeader = held;
        }
        held.writeBytes(chunk, from, length);
    }

    /** Adds the bytes up to {@code end}: memory grows with what has come, not with what was announced. */
    private ByteBuf gather(ByteBuf chunk, int end) {
        int length = end - gatherFrom;
        ByteBuf held = gathered;
        if (held == null) {
            held = chunk.alloc().buffer(Math.min(gatherBytes, Math.max(length, 256)), gatherBytes);
            gathered = held;
        }
        held.writeBytes(chunk, gatherFrom, length);
        return held;
    }

    private void releaseInjection() {
        if (injection != null) {
            injection.release();
            injection = null;
        }
    }

    private static int capacity(@Nullable ByteBuf buffer) {
        return buffer == null ? 0 : buffer.capacity();
    }

    /** What the follower finds in the chunk at hand. */
    private final class Frames implements FrameVisitor {

        @Override
        public void frame(int firstByte, boolean masked, int mask, long length, int headerStart, int payloadStart) {
            ByteBuf held = cutHeader;
            if (headerStart < 0 && held == null) {
                return;
            }
            cutHeader = null;
            int start = headerStart < 0 ? runs.start() : headerStart;
            int headerBytes = payloadStart - start + (held == null ? 0 : held.readableBytes());
            mode = rule.decide(firstByte, masked, length);
            if (mode == FrameRule.Decision.GATHER && length > maxGatherBytes - headerBytes) {
                mode = FrameRule.Decision.PASS;
                oversized++;
            }
            if (mode == FrameRule.Decision.PASS) {
                if (held != null) {
                    runs.emit(held);
                }
                return;
            }
            runs.pause(start);
            gatherFrom = start;
            gatherBytes = headerBytes + (int) length;
            if (mode == FrameRule.Decision.GATHER && held != null) {
                gathered = held.alloc().buffer(Math.min(gatherBytes, 256), gatherBytes);
                gathered.writeBytes(held);
            }
            if (held != null) {
                held.release();
            }
        }

        @Override
        public void frameEnd(int end) {
            boolean passed = mode == FrameRule.Decision.PASS;
            if (mode == FrameRule.Decision.GATHER) {
                rewrite(end);
            }
            mode = FrameRule.Decision.PASS;
            if (passed && injection != null) {
                runs.pause(end);
                runs.emit(injection);
                injection = null;
                passed = false;
            }
            if (!passed) {
                runs.resume(end);
            }
        }

        @Override
        public void opaque(OpaqueCause cause) {
            if (cutHeader != null) {
                runs.emit(cutHeader);
                cutHeader = null;
            }
            releaseInjection();
        }

        private void rewrite(int end) {
            ByteBuf raw = gathered == null ? runs.slice(gatherFrom, end) : gather(runs.chunk(), end);
            gathered = null;
            try {
                for (ByteBuf instead : rule.rewrite(GatheredFrame.of(raw))) {
                    runs.emit(instead);
                }
            } finally {
                raw.release();
            }
        }
    }
}
