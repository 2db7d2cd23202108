package dev.flatline.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The start line and the fields of an HTTP/1.1 message: views of the bytes, found by scanning them. What is only compared is
 * compared as bytes; a string is made of a value that is asked for.
 */
final class HttpHead {

    private static final int LINE_END = 2;
    private static final int USUAL_LINES = 16;
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";
    private static final boolean[] IS_TOKEN = tokenCharacters();

    private final byte[] bytes;
    /** Where each field's line starts, and behind the last one where the empty line does. */
    private final int[] lines;

    private final int fields;

    private HttpHead(byte[] bytes, int[] lines, int fields) {
        this.bytes = bytes;
        this.lines = lines;
        this.fields = fields;
    }

    /**
     * The head in the bytes that a {@link HeadReader} gave, which has checked the ends of lines; null if a line is not a
     * field (RFC 9112, section 5).
     */
    static @Nullable HttpHead of(byte[] bytes) {
        int[] lines = new int[USUAL_LINES];
        int fields = 0;
        int line = next(bytes, 0);
        while (line < bytes.length - LINE_END) {
            int colon = tokenEnd(bytes, line);
            if (colon == line || bytes[colon] != ':') {
                return null;
            }
            if (fields == lines.length - 1) {
                lines = Arrays.copyOf(lines, 2 * lines.length);
            }
            lines[fields++] = line;
            line = next(bytes, colon);
        }
        lines[fields] = line;
        return new HttpHead(bytes, lines, fields);
    }

    /** All of it, from the start line to the empty line; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    String startLine() {
        return text(0, lines[0] - LINE_END);
    }

    /** The first place of an octet in the start line from an index on, or -1. */
    int inStartLine(char octet, int from) {
        for (int i = from; i < lines[0] - LINE_END; i++) {
            if (bytes[i] == octet) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the bytes from an index on are this text, in this case. */
    boolean startsWith(String text, int from) {
        if (bytes.length - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A range as text. */
    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The value of a field, several of one name joined by commas (RFC 9110, section 5.2); null if there is none. */
    @Nullable String field(String name) {
        String value = null;
        for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
            String one = text(valueStart(line, name), valueEnd(line, name));
            value = value == null ? one : String.join(", ", value, one);
        }
        return value;
    }

    /** How many lines a field has. */
    int count(String name) {
        int count = 0;
        for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
            count++;
        }
        return count;
    }

    /** Whether there is one line of a field, with exactly this value. */
    boolean isOnly(String name, String value) {
        int line = find(name, 0);
        if (line < 0 || find(name, line + 1) >= 0) {
            return false;
        }
        int start = valueStart(line, name);
        return startsWith(value, start) && valueEnd(line, name) == start + value.length();
    }

    /** Whether a field is a comma list with this token, in any case. */
    boolean hasToken(String name, String token) {
        for (int line = find(name, 0); line >= 0; line = find(name, line + 1)) {
            int end = valueEnd(line, name);
            for (int from = valueStart(line, name); from <= end; ) {
                int comma = from;
                while (comma < end && bytes[comma] != ',') {
                    comma++;
                }
                int word = skipBlanks(from);
                if (matches(token, word, comma) && skipBlanks(word + token.length()) >= comma) {
                    return true;
                }
                from = comma + 1;
            }
        }
        return false;
    }

    /** Whether the range is a token of RFC 9110, section 5.6.2. */
    static boolean isToken(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= IS_TOKEN.length || !IS_TOKEN[c]) {
                return false;
            }
        }
        return from < to;
    }

    /** The next line of a field with this name, or -1. */
    private int find(String name, int from) {
        for (int line = from; line < fields; line++) {
            int colon = lines[line] + name.length();
            if (colon < lines[line + 1] && bytes[colon] == ':' && matches(name, lines[line], colon)) {
                return line;
            }
        }
        return -1;
    }

    private int valueStart(int line, String name) {
        return skipBlanks(lines[line] + name.length() + 1);
    }

    /** Where a value ends: blanks at the end of its line are not its own. */
    private int valueEnd(int line, String name) {
        int start = valueStart(line, name);
        int end = lines[line + 1] - LINE_END;
        while (end > start && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        return end;
    }

    /** Whether the bytes from an index on are this text in any case, and end no later than {@code to}. */
    private boolean matches(String text, int from, int to) {
        if (to - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (lowerCase(bytes[from + i]) != lowerCase(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lowerCase(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    private int skipBlanks(int from) {
        int index = from;
        while (bytes[index] == ' ' || bytes[index] == '\t') {
            index++;
        }
        return index;
    }

    private static int tokenEnd(byte[] bytes, int from) {
        int index = from;
        while (bytes[index] >= 0 && IS_TOKEN[bytes[index]]) {
            index++;
        }
        return index;
    }

    /** Where the line after an index starts. */
    private static int next(byte[] bytes, int from) {
        int index = from;
        while (bytes[index] != '\n') {
            index++;
        }
        return index + 1;
    }

    private static boolean[] tokenCharacters() {
        boolean[] is = new boolean[128];
        for (int c = 0; c < is.length; c++) {
            is[c] = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || TOKEN_PUNCTUATION.indexOf(c) >= 0;
        }
        return is;
    }
}
