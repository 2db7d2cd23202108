package dev.flatline.chaos.control.http;

import java.util.Locale;

/**
 * Finds the end of the first JSON value of a text, by RFC 8259, and complains as Go's {@code encoding/json} does, because
 * that is what users of Toxiproxy read in their logs. Two deviations: a character is one of Unicode and not a byte, and
 * nesting ends at 200.
 */
final class JsonScanner {

    private static final int MAX_DEPTH = 200;
    private static final String BEGIN_VALUE = "looking for beginning of value";

    private final String text;
    private int at;

    JsonScanner(String text) {
        this.text = text;
    }

    /** Where the first value ends. */
    int end() throws JsonTextException {
        skipSpace();
        if (at == text.length()) {
            throw new JsonTextException("EOF");
        }
        value(1);
        return at;
    }

    private void value(int depth) throws JsonTextException {
        char c = next();
        switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (c != '-' && !isDigit(c)) {
                    throw unexpected(c, BEGIN_VALUE);
                }
                number(c);
            }
        }
    }

    private void object(int depth) throws JsonTextException {
        checkDepth(depth);
        skipSpace();
        if (peekIs('}')) {
            at++;
            return;
        }
        do {
            skipSpace();
            expect('"', "looking for beginning of object key string");
            string();
            skipSpace();
            expect(':', "after object key");
            skipSpace();
            value(depth + 1);
            skipSpace();
        } while (isComma('}', "after object key:value pair"));
    }

    private void array(int depth) throws JsonTextException {
        checkDepth(depth);
        skipSpace();
        if (peekIs(']')) {
            at++;
            return;
        }
        do {
            skipSpace();
            value(depth + 1);
            skipSpace();
        } while (isComma(']', "after array element"));
    }

    private boolean isComma(char end, String context) throws JsonTextException {
        char c = next();
        if (c != ',' && c != end) {
            throw unexpected(c, context);
        }
        return c == ',';
    }

    private static void checkDepth(int depth) throws JsonTextException {
        if (depth > MAX_DEPTH) {
            throw new JsonTextException("exceeded max depth");
        }
    }

    private void string() throws JsonTextException {
        String literal = "in string literal";
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw unexpected(c, literal);
            }
            if (c == '\\') {
                escape();
            }
        }
    }

    private void escape() throws JsonTextException {
        char c = next();
        if ("bfnrt\\/\"u".indexOf(c) < 0) {
            throw unexpected(c, "in string escape code");
        }
        for (int i = 0; c == 'u' && i < 4; i++) {
            char digit = next();
            if (Character.digit(digit, 16) < 0 || digit > 'f') {
                throw unexpected(digit, "in \\u hexadecimal character escape");
            }
        }
    }

    private void literal(String word) throws JsonTextException {
        for (int i = 1; i < word.length(); i++) {
            expect(word.charAt(i), "in literal " + word + " (expecting '" + word.charAt(i) + "')");
        }
    }

    private void number(char first) throws JsonTextException {
        char c = first;
        if (c == '-') {
            c = digit("in numeric literal");
        }
        if (c != '0') {
            digits();
        }
        if (peekIs('.')) {
            at++;
            digit("after decimal point in numeric literal");
            digits();
        }
        if (peekIs('e') || peekIs('E')) {
            at++;
            if (peekIs('+') || peekIs('-')) {
                at++;
            }
            digit("in exponent of numeric literal");
            digits();
        }
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private char digit(String context) throws JsonTextException {
        char c = next();
        if (!isDigit(c)) {
            throw unexpected(c, context);
        }
        return c;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void expect(char wanted, String context) throws JsonTextException {
        char c = next();
        if (c != wanted) {
            throw unexpected(c, context);
        }
    }

    private char next() throws JsonTextException {
        if (at == text.length()) {
            throw new JsonTextException("unexpected EOF");
        }
        return text.charAt(at++);
    }

    private boolean peekIs(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private static JsonTextException unexpected(char c, String context) {
        String shown = switch (c) {
            case '\'' -> "\\'";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> c < ' ' ? String.format(Locale.ROOT, "\\x%02x", (int) c) : String.valueOf(c);
        };
        return new JsonTextException("invalid character '" + shown + "' " + context);
    }
}
