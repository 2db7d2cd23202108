package dev.flatline.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;

/** Bytes for tests, from an allocator that knows what is still held. */
final class Wire {

    final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    ByteBuf empty() {
        return allocator.heapBuffer();
    }

    ByteBuf hex(String dump) {
        return empty().writeBytes(ByteBufUtil.decodeHexDump(dump.replace(" ", "")));
    }

    /** A copy of a range, as a read of a socket would bring it. */
    ByteBuf read(byte[] bytes, int from, int to) {
        return empty().writeBytes(bytes, from, to - from);
    }

    long heldBytes() {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }

    static ByteBuf utf8(String text) {
        return Unpooled.copiedBuffer(text, UTF_8);
    }

    static ByteBuf latin1(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    static byte[] drain(ByteBuf buffer) {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        buffer.release();
        return bytes;
    }
}
