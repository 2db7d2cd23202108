package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The compression of one connection in both directions (permessage-deflate, RFC 7692): {@link FrameReader#inflateWith}
 * reads with it, {@link FrameWriter} and {@link MaskedFrameWriter} write with it.
 *
 * <p>A direction without takeover borrows the event loop's context for one message at a time. A direction with takeover
 * has a context of its own from its first compressed message until {@link #close}. Confined to the connection's loop.
 */
public final class Deflation {

    /** What ends every flush of a Deflater and is left out of the message (section 7.2.1). */
    private static final int TAIL_BYTES = 4;

    private static final int MIN_SPACE_BYTES = 64;
    private static final byte[] NOTHING = {};

    private final LoopDeflation loop;
    private final DeflateParameters parameters;
    private @Nullable Inflater inflater;
    private @Nullable Deflater deflater;
    private boolean closed;

    Deflation(LoopDeflation loop, DeflateParameters parameters) {
        this.loop = loop;
        this.parameters = parameters;
    }

    /** What was agreed on; a server's answer names it. */
    public DeflateParameters parameters() {
        return parameters;
    }

    /**
     * Whether what is sent depends on what was sent before. If it does not, the frame that a server writes for one
     * connection is right for every other one that does not take over either.
     */
    public boolean sendsWithTakeover() {
        return loop.role() == FrameRole.SERVER ? parameters.serverTakeover() : parameters.clientTakeover();
    }

    /** Ends the contexts of this connection and gives its place in the budget back. Idempotent. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (inflater != null) {
            inflater.end();
        }
        if (deflater != null) {
            deflater.end();
        }
        if (parameters.takesOver()) {
            loop.budget().giveBack();
        }
    }

    /**
     * Inflates a message and hands it to the listener.
     *
     * @param payload as it came, all fragments together
     * @param maxBytes the most it may inflate to
     * @return what is wrong with it, or null
     */
    @Nullable ProtocolViolation deliver(ByteBuf payload, boolean text, int maxBytes, FrameListener listener) {
        boolean takeover = receivesWithTakeover();
        try (MessageInflater message = new MessageInflater(inflater(takeover), takeover, text, maxBytes)) {
            ProtocolViolation violation = message.inflate(payload);
            if (violation != null) {
                return violation;
            }
            if (text) {
                listener.onText(message.inflated());
            } else {
                listener.onBinary(message.inflated());
            }
            return null;
        }
    }

    /** Whether a message with this payload is worth to be compressed. */
    boolean compresses(int payloadBytes) {
        return payloadBytes >= loop.minBytes();
    }

    /**
     * Compresses the payload of a message.
     *
     * @return the compressed payload, which is the caller's; null if it is to be sent as it is
     */
    @Nullable ByteBuf deflate(ByteBuf payload, ByteBufAllocator alloc) {
        int length = payload.readableBytes();
        if (!compresses(length)) {
            return null;
        }
        boolean takeover = sendsWithTakeover();
        Deflater context = deflater(takeover);
        ByteBuf out = alloc.buffer(Math.min(Math.max(length / 2, MIN_SPACE_BYTES), MessageInflater.CHUNK_BYTES));
        boolean kept = false;
        try {
            for (ByteBuffer part : payload.nioBuffers()) {
                context.setInput(part);
                drain(context, Deflater.NO_FLUSH, out);
            }
            drain(context, Deflater.SYNC_FLUSH, out);
            out.writerIndex(out.writerIndex() - TAIL_BYTES);
            // What a kept context has taken in must be sent: the peer's window has to follow.
            kept = takeover || out.readableBytes() < length;
            return kept ? out : null;
        } finally {
            if (takeover) {
                context.setInput(NOTHING);
            } else {
                context.reset();
            }
            if (!kept) {
                out.release();
            }
        }
    }

    private static void drain(Deflater context, int flush, ByteBuf out) {
        int space;
        int produced;
        do {
            out.ensureWritable(MIN_SPACE_BYTES);
            space = out.writableBytes();
            produced = context.deflate(out.internalNioBuffer(out.writerIndex(), space), flush);
            out.writerIndex(out.writerIndex() + produced);
        } while (produced == space);
    }

    /** The context of this connection alone, once there is one. */
    @Nullable Inflater inflater() {
        return inflater;
    }

    /** The context of this connection alone, once there is one. */
    @Nullable Deflater deflater() {
        return deflater;
    }

    private boolean receivesWithTakeover() {
        return loop.role() == FrameRole.SERVER ? parameters.clientTakeover() : parameters.serverTakeover();
    }

    private Inflater inflater(boolean own) {
        checkOpen();
        if (!own) {
            return loop.sharedInflater();
        }
        if (inflater == null) {
            inflater = loop.newInflater();
        }
        return inflater;
    }

    private Deflater deflater(boolean own) {
        checkOpen();
        if (!own) {
            return loop.sharedDeflater();
        }
        if (deflater == null) {
            deflater = loop.newDeflater();
        }
        return deflater;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("a connection compresses after its close");
        }
    }
}
