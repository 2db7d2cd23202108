package dev.flatline.core.dialect;

import java.nio.charset.StandardCharsets;

/** Texts of the dialects as bytes. */
final class Words {

    /** One of many names that are all the same: what the fleet's clients are called where a dialect wants a name. */
    static final String CLIENT = "flatline";

    /** What is never asked for. */
    static final byte[] NOTHING = {};

    private static final long MILLI = 1_000_000;

    private Words() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whole milliseconds, at least one. */
    static long millis(long nanos) {
        return Math.max(1, nanos / MILLI);
    }

    /** The text of a value, {@code null} for one that is not there. */
    static byte[] raw(Json value) {
        return value.isMissing() ? utf8("null") : value.raw();
    }

    /** Several texts as one. */
    static byte[] joined(byte[]... parts) {
        int bytes = 0;
        for (byte[] part : parts) {
            bytes += part.length;
        }
        byte[] text = new byte[bytes];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, text, at, part.length);
            at += part.length;
        }
        return text;
    }
}
