package dev.flatline.wire.follow;

import dev.flatline.wire.follow.FrameRule.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feeds an editor with pieces of a stream and joins what comes out; knows what is still held. */
final class Chunks {

    final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    final List<ByteBuf> out = new ArrayList<>();

    /** Each decision for a third of the numbers. */
    static Decision oneOfThree(int number) {
        return switch (number % 3) {
            case 0 -> Decision.PASS;
            case 1 -> Decision.DROP;
            default -> Decision.GATHER;
        };
    }

    ByteBuf chunk(byte[] bytes, int from, int to) {
        return allocator.heapBuffer(to - from).writeBytes(bytes, from, to - from);
    }

    void edit(FrameEditor editor, byte[] bytes, int... ends) {
        int from = 0;
        for (int to : ends) {
            editor.edit(chunk(bytes, from, to), out::add);
            from = to;
        }
    }

    void add(@Nullable ByteBuf held) {
        if (held != null) {
            out.add(held);
        }
    }

    /** Releases what came out. */
    byte[] drain() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuf part : out) {
            byte[] copy = new byte[part.readableBytes()];
            part.readBytes(copy).release();
            bytes.writeBytes(copy);
        }
        out.clear();
        return bytes.toByteArray();
    }

    long heldBytes() {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }
}
