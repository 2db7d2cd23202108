package dev.flatline.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query of a request target, {@code a=1&b=2}, as browsers write it: percent-encoded UTF-8, a plus for a space. */
final class QueryText {

    /** What the decoder puts for bytes that are not UTF-8: different ones must not become the same. */
    private static final char NOT_UTF8 = '\uFFFD';

    private QueryText() {}

    /** The decoded value of the first parameter with this name; null if there is none, or it cannot be decoded. */
    static @Nullable String value(String query, String name) {
        for (int start = 0; start < query.length(); ) {
            int and = query.indexOf('&', start);
            int end = and < 0 ? query.length() : and;
            int equals = query.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (name.equals(decoded(query.substring(start, nameEnd)))) {
                return nameEnd == end ? "" : decoded(query.substring(nameEnd + 1, end));
            }
            start = end + 1;
        }
        return null;
    }

    private static @Nullable String decoded(String text) {
        try {
            String value = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return value.indexOf(NOT_UTF8) < 0 ? value : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
