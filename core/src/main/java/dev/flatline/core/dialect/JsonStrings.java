package dev.flatline.core.dialect;

import java.util.Arrays;

/** The characters of JSON strings: escaped on the way out, and back. UTF-8 on both sides. */
final class JsonStrings {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int REPLACEMENT = 0xFFFD;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int ESCAPE_BYTES = 6;

    private JsonStrings() {}

    /** A JSON text: what stands before, the string with its quotes, and what stands behind. */
    static byte[] around(byte[] before, byte[] utf8, byte[] behind) {
        byte[] text = new byte[before.length + 2 + escapedBytes(utf8) + behind.length];
        System.arraycopy(before, 0, text, 0, before.length);
        int at = before.length;
        text[at++] = '"';
        at = escape(utf8, text, at);
        text[at++] = '"';
        System.arraycopy(behind, 0, text, at, behind.length);
        return text;
    }

    private static int escapedBytes(byte[] utf8) {
        int bytes = 0;
        for (byte here : utf8) {
            bytes += here == '"' || here == '\\' ? 2 : isControl(here) ? ESCAPE_BYTES : 1;
        }
        return bytes;
    }

    private static int escape(byte[] utf8, byte[] into, int from) {
        int at = from;
        for (byte here : utf8) {
            if (here == '"' || here == '\\') {
                into[at++] = '\\';
                into[at++] = here;
            } else if (isControl(here)) {
                into[at++] = '\\';
                into[at++] = 'u';
                into[at++] = '0';
                into[at++] = '0';
                into[at++] = HEX[here >> 4];
                into[at++] = HEX[here & 0xF];
            } else {
                into[at++] = here;
            }
        }
        return at;
    }

    private static boolean isControl(byte here) {
        return here >= 0 && here < FIRST_PRINTABLE;
    }

    /** What stands between two quotes; half a surrogate pair becomes U+FFFD, and an unknown escape what it escapes. */
    static byte[] unescaped(byte[] text, int from, int to) {
        byte[] out = new byte[to - from];
        int length = 0;
        int at = from;
        while (at < to) {
            if (text[at] != '\\' || at + 1 == to) {
                out[length++] = text[at++];
            } else if (text[at + 1] == 'u') {
                int unit = codeUnit(text, at, to);
                boolean pair = Character.isHighSurrogate((char) unit)
                        && Character.isLowSurrogate((char) codeUnit(text, at + ESCAPE_BYTES, to));
                int codePoint = pair
                        ? Character.toCodePoint((char) unit, (char) codeUnit(text, at + ESCAPE_BYTES, to))
                        : Character.isSurrogate((char) unit) ? REPLACEMENT : unit;
                length = append(codePoint, out, length);
                at = Math.min(to, at + (pair ? 2 * ESCAPE_BYTES : ESCAPE_BYTES));
            } else {
                out[length++] = simple(text[at + 1]);
                at += 2;
            }
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    private static byte simple(byte escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    /** The UTF-16 unit of an escape such as {@code \}{@code u00e9}; U+FFFD if there is none here. */
    private static int codeUnit(byte[] text, int at, int to) {
        if (at + ESCAPE_BYTES > to || text[at] != '\\' || text[at + 1] != 'u') {
            return REPLACEMENT;
        }
        int unit = 0;
        for (int i = at + 2; i < at + ESCAPE_BYTES; i++) {
            int digit = Character.digit((char) (text[i] & 0xFF), 16);
            if (digit < 0) {
                return REPLACEMENT;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    /** An escape is longer than its character in UTF-8, but for one that is cut short: that has less room. */
    private static int append(int codePoint, byte[] out, int from) {
        byte[] utf8 = Character.toString(codePoint).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int fits = Math.min(utf8.length, out.length - from);
        System.arraycopy(utf8, 0, out, from, fits);
        return from + fits;
    }
}
