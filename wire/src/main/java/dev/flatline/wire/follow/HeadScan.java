package dev.flatline.wire.follow;

import java.nio.charset.StandardCharsets;

/**
 * Finds the empty line that ends an HTTP head, and the status of a reply, a byte at a time. The state between two bytes is
 * one int, so that a head may come in any pieces and none of it is kept. Lines may end in LF alone, as many peers allow
 * (RFC 9112, section 2.2).
 */
final class HeadScan {

    /** Before the first byte. */
    static final int START = 0;

    /** The two lowest bits: where in a line. */
    private static final int LINE = 0b11;

    private static final int IN_LINE = 0;
    private static final int LINE_START = 1;
    private static final int RETURN_AT_START = 2;
    private static final int ENDED = 3;

    /** The next four: bytes of the start line that look like a reply's so far. */
    private static final int POSITION_SHIFT = 2;

    private static final int POSITION = 0xF;
    private static final int NO_REPLY = POSITION;

    /** The others: the digits of the status as a number. */
    private static final int STATUS_SHIFT = 6;

    private static final byte[] VERSION = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_END = VERSION.length + 3;

    private HeadScan() {}

    static int step(int state, int octet) {
        int position = (state >>> POSITION_SHIFT) & POSITION;
        int line = line(state & LINE, octet);
        return position < STATUS_END ? startLine(state, position, octet) | line : (state & ~LINE) | line;
    }

    static boolean ended(int state) {
        return (state & LINE) == ENDED;
    }

    /** The status of an HTTP/1.1 reply; -1 if the head is none. */
    static int status(int state) {
        return ((state >>> POSITION_SHIFT) & POSITION) == STATUS_END ? state >>> STATUS_SHIFT : -1;
    }

    private static int line(int line, int octet) {
        if (octet == '\n') {
            return line == IN_LINE ? LINE_START : ENDED;
        }
        return octet == '\r' && line == LINE_START ? RETURN_AT_START : IN_LINE;
    }

    private static int startLine(int state, int position, int octet) {
        int status = state >>> STATUS_SHIFT;
        if (position >= VERSION.length) {
            boolean digit = octet >= '0' && octet <= '9';
            return digit ? pack(position + 1, 10 * status + octet - '0') : pack(NO_REPLY, 0);
        }
        return pack(octet == VERSION[position] ? position + 1 : NO_REPLY, 0);
    }

    private static int pack(int position, int status) {
        return (status << STATUS_SHIFT) | (position << POSITION_SHIFT);
    }
}
