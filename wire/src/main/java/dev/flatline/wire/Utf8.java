package dev.flatline.wire;

import io.netty.buffer.ByteBuf;

/**
 * UTF-8 checked in pieces (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF. The state between pieces
 * is one int, and an error shows at the first byte that cannot be right.
 */
final class Utf8 {

    /** Between characters: where a text starts, and the only state in which it may end. */
    static final int COMPLETE = 0;

    static final int INVALID = -1;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /**
     * Checks the bytes of {@code [from, to)}.
     *
     * @param state what the previous piece returned, or {@link #COMPLETE}
     * @return {@link #COMPLETE}, {@link #INVALID}, or the state inside a character
     */
    static int check(int state, ByteBuf buffer, int from, int to) {
        int index = from;
        int current = state;
        while (index < to) {
            if (current == COMPLETE) {
                index = skipAscii(buffer, index, to);
                if (index == to) {
                    return COMPLETE;
                }
            }
            int octet = buffer.getUnsignedByte(index++);
            current = current == COMPLETE ? lead(octet) : trail(current, octet);
            if (current == INVALID) {
                return INVALID;
            }
        }
        return current;
    }

    private static int skipAscii(ByteBuf buffer, int from, int to) {
        int index = from;
        while (to - index >= Long.BYTES && (buffer.getLong(index) & HIGH_BITS) == 0) {
            index += Long.BYTES;
        }
        while (index < to && buffer.getByte(index) >= 0) {
            index++;
        }
        return index;
    }

    /** The state after a first byte: how many bytes follow, and the range of the next one. */
    private static int lead(int octet) {
        if (octet < 0xC2 || octet > 0xF4) {
            return INVALID;
        }
        if (octet < 0xE0) {
            return expect(1, 0x80, 0xBF);
        }
        return switch (octet) {
            case 0xE0 -> expect(2, 0xA0, 0xBF);
            case 0xED -> expect(2, 0x80, 0x9F);
            case 0xF0 -> expect(3, 0x90, 0xBF);
            case 0xF4 -> expect(3, 0x80, 0x8F);
            default -> expect(octet < 0xF0 ? 2 : 3, 0x80, 0xBF);
        };
    }

    private static int trail(int state, int octet) {
        if (octet < ((state >>> 8) & 0xFF) || octet > (state & 0xFF)) {
            return INVALID;
        }
        int left = (state >>> 16) - 1;
        return left == 0 ? COMPLETE : expect(left, 0x80, 0xBF);
    }

    private static int expect(int bytes, int low, int high) {
        return (bytes << 16) | (low << 8) | high;
    }
}
