package dev.flatline.wire;

import org.jspecify.annotations.Nullable;

/** The start line and the fields of an HTTP/1.1 message: views of one string, found by scanning it. */
final class HttpHead {

    private static final String LINE_END = "\r\n";
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    private final String text;
    private final int fieldsStart;

    private HttpHead(String text, int fieldsStart) {
        this.text = text;
        this.fieldsStart = fieldsStart;
    }

    /** The head in the text that a {@link HeadReader} gave, or null if a line is not a field (RFC 9112, section 5). */
    static @Nullable HttpHead of(String text) {
        int fieldsStart = text.indexOf(LINE_END) + LINE_END.length();
        for (int line = fieldsStart; !isEnd(text, line); line = next(text, line)) {
            int colon = text.indexOf(':', line);
            if (colon <= line || !isToken(text, line, colon)) {
                return null;
            }
        }
        return new HttpHead(text, fieldsStart);
    }

    String startLine() {
        return text.substring(0, fieldsStart - LINE_END.length());
    }

    /** The value of a field, several of one name joined by commas (RFC 9110, section 5.2); null if there is none. */
    @Nullable String field(String name) {
        String value = null;
        for (int line = fieldsStart; !isEnd(text, line); line = next(text, line)) {
            int colon = line + name.length();
            if (text.regionMatches(true, line, name, 0, name.length()) && text.charAt(colon) == ':') {
                String one =
                        text.substring(colon + 1, text.indexOf(LINE_END, colon)).strip();
                value = value == null ? one : value + ", " + one;
            }
        }
        return value;
    }

    /** Whether a field is a comma list with this token, in any case. */
    boolean hasToken(String name, String token) {
        String value = field(name);
        if (value == null) {
            return false;
        }
        for (int start = 0; start <= value.length(); ) {
            int comma = value.indexOf(',', start);
            int end = comma < 0 ? value.length() : comma;
            if (value.substring(start, end).strip().equalsIgnoreCase(token)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Whether the range is a token of RFC 9110, section 5.6.2. */
    static boolean isToken(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isEnd(String text, int line) {
        return text.startsWith(LINE_END, line);
    }

    private static int next(String text, int line) {
        return text.indexOf(LINE_END, line) + LINE_END.length();
    }
}
