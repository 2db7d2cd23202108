package dev.flatline.core.connection;

import java.util.Arrays;

/**
 * The text of a message that is to be echoed: {@code fl:<sequence>:<sent nanos>:} in decimal, filled up with dots. The
 * sequence gives the intended time, so nothing need be remembered per message.
 */
public final class EchoText {

    /** The shortest message that holds the header whatever the numbers are, in bytes. */
    public static final int MIN_BYTES = 48;

    private static final byte[] MARK = {'f', 'l', ':'};

    private EchoText() {}

    /** Writes a message of {@code bytes} bytes (at least {@link #MIN_BYTES}). */
    public static byte[] write(long sequence, long sentNanos, int bytes) {
        byte[] text = new byte[bytes];
        System.arraycopy(MARK, 0, text, 0, MARK.length);
        int end = decimal(text, MARK.length, sequence);
        end = decimal(text, end, sentNanos);
        Arrays.fill(text, end, bytes, (byte) '.');
        return text;
    }

    /** The sequence of an echoed message, or -1 when the text is not one of ours. */
    public static long sequence(byte[] text) {
        for (int i = 0; i < MARK.length; i++) {
            if (i >= text.length || text[i] != MARK[i]) {
                return -1;
            }
        }
        return number(text, MARK.length);
    }

    /** The send time of an echoed message, or -1 when the text is not one of ours. */
    public static long sentNanos(byte[] text) {
        int at = MARK.length;
        while (at < text.length && text[at] != ':') {
            at++;
        }
        return number(text, at + 1);
    }

    private static int decimal(byte[] text, int at, long value) {
        byte[] digits = Long.toString(value).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, text, at, digits.length);
        text[at + digits.length] = ':';
        return at + digits.length + 1;
    }

    private static long number(byte[] text, int from) {
        long value = 0;
        for (int at = from; at < text.length; at++) {
            if (text[at] == ':') {
                return at > from ? value : -1;
            }
            if (text[at] < '0' || text[at] > '9' || value > Long.MAX_VALUE / 10 - 1) {
                return -1;
            }
            value = value * 10 + (text[at] - '0');
        }
        return -1;
    }
}
