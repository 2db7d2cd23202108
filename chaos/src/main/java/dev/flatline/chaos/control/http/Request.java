package dev.flatline.chaos.control.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request whose route was found.
 *
 * @param names the segments of the path that the route leaves open, decoded
 * @param rawQuery what follows the question mark, as sent
 * @param body the whole body; empty without one
 * @param takeOver opens a body of unknown length to be written piece by piece; the handler's reply is then
 *     {@link Reply#taken}
 * @param threads for what is too long for the thread that completes a later answer
 */
public record Request(
        Map<String, String> names,
        @Nullable String rawQuery,
        String body,
        Supplier<StreamedBody> takeOver,
        Executor threads) {

    /** A segment of the path. */
    public String name(String open) {
        String value = names.get(open);
        if (value == null) {
            throw new IllegalStateException("the route has no " + open);
        }
        return value;
    }

    /** A parameter of the query. */
    public Optional<String> query(String parameter) {
        for (String pair : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(parameter)) {
                return Optional.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return part;
        }
    }
}
