package dev.flatline.wire;

import io.netty.buffer.ByteBuf;

/** The masking of RFC 6455, section 5.3: its own inverse, eight bytes at a time. */
public final class Masking {

    private Masking() {}

    /** Masks or unmasks {@code length} bytes in place, the first of them with the first byte of the key. */
    public static void apply(ByteBuf buffer, int from, int length, int key) {
        int index = from;
        int end = from + length;
        long wide = ((long) key << 32) | (key & 0xFFFF_FFFFL);
        for (; end - index >= Long.BYTES; index += Long.BYTES) {
            buffer.setLong(index, buffer.getLong(index) ^ wide);
        }
        if (end - index >= Integer.BYTES) {
            buffer.setInt(index, buffer.getInt(index) ^ key);
            index += Integer.BYTES;
        }
        for (int shift = 24; index < end; index++, shift -= 8) {
            buffer.setByte(index, buffer.getByte(index) ^ (key >>> shift));
        }
    }

    /** The key for the bytes that follow the first {@code length} of a payload. */
    public static int rotate(int key, int length) {
        return Integer.rotateLeft(key, (length & 3) * Byte.SIZE);
    }
}
