package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One end of a connection that compresses, for tests: it writes frames as that end does and reads what the other wrote. */
final class DeflateEnd {

    private final FrameRole role;
    final Deflation deflation;
    final FrameReader reader;
    final RecordingListener listener = new RecordingListener();

    private DeflateEnd(FrameRole role, Deflation deflation, FrameLimits limits) {
        this.role = role;
        this.deflation = deflation;
        this.reader = new FrameReader(role, limits);
        reader.inflateWith(deflation);
    }

    static DeflateEnd of(FrameRole role, Deflation deflation) {
        return new DeflateEnd(role, deflation, FrameLimits.DEFAULT);
    }

    /** An end that keeps no context. */
    static DeflateEnd of(FrameRole role, FrameLimits limits) {
        return of(loop(role, new ContextBudget(0)), role, false, false, limits);
    }

    /** An end that keeps both contexts. */
    static DeflateEnd keeping(FrameRole role, FrameLimits limits) {
        return of(loop(role, new ContextBudget(1)), role, true, true, limits);
    }

    static DeflateEnd of(LoopDeflation loop, FrameRole role, boolean server, boolean client, FrameLimits limits) {
        DeflateParameters agreed = new DeflateParameters(server, client, OptionalInt.empty());
        boolean place = agreed.takesOver() && loop.budget().take();
        return new DeflateEnd(role, loop.open(agreed, place), limits);
    }

    /** Compresses everything that is not empty. */
    static LoopDeflation loop(FrameRole role, ContextBudget budget) {
        return new LoopDeflation(role, new DeflateOptions(true, true, true, 1, 0), budget);
    }

    /** Reads without looking at what was read before. */
    @Nullable ProtocolViolation read(ByteBuf in) {
        ProtocolViolation violation = reader.read(in, listener);
        in.release();
        return violation;
    }

    List<String> calls() {
        return listener.calls;
    }

    /** A compressed message in one frame. */
    void write(ByteBuf out, int key, Fragment kind, ByteBuf payload) {
        boolean text = kind == Fragment.TEXT;
        if (role == FrameRole.CLIENT && text) {
            MaskedFrameWriter.text(out, key, payload, deflation);
        } else if (role == FrameRole.CLIENT) {
            MaskedFrameWriter.binary(out, key, payload, deflation);
        } else if (text) {
            FrameWriter.text(out, payload, deflation);
        } else {
            FrameWriter.binary(out, payload, deflation);
        }
    }

    /** A compressed message cut into frames at random places, with pings between them. */
    void writeFragments(ByteBuf out, RandomGenerator random, Fragment kind, ByteBuf payload) {
        ByteBuf compressed = deflation.deflate(payload, out.alloc());
        if (compressed == null) {
            write(out, random.nextInt(), kind, payload);
            return;
        }
        int first = FrameHeader.COMPRESSED | kind.first(false);
        do {
            int length = random.nextInt(compressed.readableBytes() + 1);
            frame(out, random.nextInt(), first, compressed.readSlice(length));
            first = Opcode.CONTINUATION;
            if (random.nextInt(3) == 0) {
                frame(out, random.nextInt(), FrameHeader.FIN | Opcode.PING, Wire.utf8("between"));
            }
        } while (random.nextInt(3) != 0);
        frame(out, random.nextInt(), FrameHeader.FIN | first, compressed);
        compressed.release();
    }

    void frame(ByteBuf out, int key, int first, ByteBuf payload) {
        boolean masked = role == FrameRole.CLIENT;
        FrameHeader.write(out, first, payload.readableBytes(), masked);
        if (masked) {
            out.writeInt(key);
        }
        int start = out.writerIndex();
        FrameWriter.append(out, payload);
        if (masked) {
            Masking.apply(out, start, payload.readableBytes(), key);
        }
    }

    void close() {
        reader.close();
        deflation.close();
    }
}
