package dev.flatline.chaos.target;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A parameter in the query of the upgrade request, with its value; both are compared percent-decoded. */
record QueryParameter(String name, String value) implements RequestTest {

    static QueryParameter parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("a parameter with its value, such as room=7");
        }
        return new QueryParameter(text.substring(0, equals), text.substring(equals + 1));
    }

    @Override
    public boolean passes(RequestFacts request) {
        return value.equals(value(request.query(), name));
    }

    /** The value of the first parameter of that name, percent-decoded; null if there is none. */
    static @Nullable String value(String query, String name) {
        for (int from = 0; from < query.length(); ) {
            int and = query.indexOf('&', from);
            int end = and < 0 ? query.length() : and;
            int equals = query.indexOf('=', from);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (decoded(query.substring(from, nameEnd)).equals(name)) {
                return decoded(query.substring(Math.min(nameEnd + 1, end), end));
            }
            from = end + 1;
        }
        return null;
    }

    /** A plus is a blank; a percent sign that no two hexadecimal digits follow stands for itself. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c == '%' && i + 2 < text.length() ? octet(text.charAt(i + 1), text.charAt(i + 2)) : -1;
            if (octet >= 0) {
                i += 2;
            }
            bytes.write(octet >= 0 ? octet : c == '+' ? ' ' : c);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int octet(char high, char low) {
        int upper = Character.digit(high, 16);
        int lower = Character.digit(low, 16);
        return upper < 0 || lower < 0 ? -1 : 16 * upper + lower;
    }
}
