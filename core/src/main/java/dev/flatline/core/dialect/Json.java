package dev.flatline.core.dialect;

import java.util.Arrays;

/**
 * A value inside a JSON text in UTF-8 (RFC 8259): a view that copies nothing. Made for a few small messages, so every
 * question scans the text anew, in one pass and without recursion. What is not JSON is {@link #MISSING} or answers as if it
 * were something else; nothing throws, whatever the bytes are.
 */
final class Json {

    /** No value; every question to it has the answer of a value that is not there. */
    static final Json MISSING = new Json(new byte[0], 0, 0);

    private final byte[] text;
    private final int from;
    private final int to;

    private Json(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** The first value in a part of a text. */
    static Json of(byte[] utf8, int from, int to) {
        int begin = skipSpace(utf8, from, to);
        int end = valueEnd(utf8, begin, to);
        return end <= begin ? MISSING : new Json(utf8, begin, end);
    }

    /** The first value in a text. */
    static Json of(byte[] utf8) {
        return of(utf8, 0, utf8.length);
    }

    boolean isMissing() {
        return from == to;
    }

    boolean isString() {
        return begins('"');
    }

    boolean isArray() {
        return begins('[');
    }

    boolean isObject() {
        return begins('{');
    }

    /** Whether it is an object without members. */
    boolean isEmptyObject() {
        return isObject() && skipSpace(text, from + 1, to) == to - 1;
    }

    /** Whether it is exactly this word, which is no string: {@code true}, {@code null}, a number. */
    boolean isWord(String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is the string with these characters, which are ASCII. */
    boolean is(String ascii) {
        if (!isString()) {
            return false;
        }
        byte[] mine = text;
        int begin = from + 1;
        int end = to - 1;
        if (contains(text, begin, end, '\\')) {
            mine = string();
            begin = 0;
            end = mine.length;
        }
        if (end - begin != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (mine[begin + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The value of an object's member; the first one of that name. */
    Json member(String name) {
        if (!isObject()) {
            return MISSING;
        }
        int at = from + 1;
        while (at < to) {
            Json key = of(text, at, to);
            int colon = skipSpace(text, key.to, to);
            if (!key.isString() || colon >= to || text[colon] != ':') {
                return MISSING;
            }
            Json value = of(text, colon + 1, to);
            if (value.isMissing() || key.is(name)) {
                return value;
            }
            at = afterComma(value.to);
        }
        return MISSING;
    }

    /** The element of an array with this index, from 0. */
    Json element(int index) {
        if (!isArray()) {
            return MISSING;
        }
        int at = from + 1;
        for (int i = 0; at < to; i++) {
            Json value = of(text, at, to);
            if (value.isMissing() || i == index) {
                return value;
            }
            at = afterComma(value.to);
        }
        return MISSING;
    }

    /** The last string of an array's elements. */
    Json lastString() {
        Json last = MISSING;
        int at = isArray() ? from + 1 : to;
        while (at < to) {
            Json value = of(text, at, to);
            if (value.isMissing()) {
                return last;
            }
            last = value.isString() ? value : last;
            at = afterComma(value.to);
        }
        return last;
    }

    /** Where the next value may begin; the end if none follows. */
    private int afterComma(int at) {
        int comma = skipSpace(text, at, to);
        return comma < to && text[comma] == ',' ? comma + 1 : to;
    }

    /** A whole number that is not negative, up to a limit; otherwise -1. */
    long number(long most) {
        long value = 0;
        for (int at = from; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9 || value > (most - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return isMissing() ? -1 : value;
    }

    /** The text of a value as it stands there. */
    byte[] raw() {
        return Arrays.copyOfRange(text, from, to);
    }

    /** The characters of a string in UTF-8; nothing for anything else. */
    byte[] string() {
        return isString() ? JsonStrings.unescaped(text, from + 1, to - 1) : MISSING.text;
    }

    private boolean begins(char first) {
        return from < to && text[from] == first;
    }

    private static boolean contains(byte[] text, int from, int to, char sought) {
        for (int at = from; at < to; at++) {
            if (text[at] == sought) {
                return true;
            }
        }
        return false;
    }

    private static int skipSpace(byte[] text, int from, int to) {
        int at = from;
        while (at < to && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
            at++;
        }
        return at;
    }

    /** Where the value that begins here ends; where it begins if there is no whole value. */
    private static int valueEnd(byte[] text, int from, int to) {
        if (from >= to) {
            return from;
        }
        return switch (text[from]) {
            case '"' -> stringEnd(text, from, to, from);
            case '{', '[' -> nestedEnd(text, from, to);
            default -> wordEnd(text, from, to);
        };
    }

    /** Behind the closing quote; {@code otherwise} without one. */
    private static int stringEnd(byte[] text, int from, int to, int otherwise) {
        for (int at = from + 1; at < to; at++) {
            if (text[at] == '\\') {
                at++;
            } else if (text[at] == '"') {
                return at + 1;
            }
        }
        return otherwise;
    }

    /** Braces and brackets are counted together: what mixes them up is not JSON, and ends somewhere. */
    private static int nestedEnd(byte[] text, int from, int to) {
        int depth = 0;
        int at = from;
        while (at < to) {
            byte here = text[at];
            if (here == '"') {
                int end = stringEnd(text, at, to, to + 1);
                at = end - 1;
            } else if (here == '{' || here == '[') {
                depth++;
            } else if ((here == '}' || here == ']') && --depth == 0) {
                return at + 1;
            }
            at++;
        }
        return from;
    }

    private static int wordEnd(byte[] text, int from, int to) {
        int at = from;
        while (at < to && isWordByte(text[at])) {
            at++;
        }
        return at;
    }

    private static boolean isWordByte(byte here) {
        return switch (here) {
            case ',', ':', ']', '}', '[', '{', '"', ' ', '\t', '\r', '\n' -> false;
            default -> true;
        };
    }
}
