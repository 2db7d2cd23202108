package dev.flatline.chaos.control.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param contentType null without a body
 * @param body UTF-8; null when somebody has taken the exchange over and answers by itself
 * @param headers more headers
 */
public record Reply(
        int status, @Nullable String contentType, @Nullable String body, Map<String, String> headers) {

    private static final String JSON = "application/json";

    /** Copies the map. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A JSON value, without a line end. */
    public static Reply json(int status, JsonElement value) {
        return new Reply(status, JSON, value.toString(), Map.of());
    }

    /** Some text. */
    public static Reply text(int status, String contentType, String body) {
        return new Reply(status, contentType, body, Map.of());
    }

    /** Nothing but a status. */
    public static Reply empty(int status) {
        return new Reply(status, null, "", Map.of());
    }

    /** The answer of somebody who has taken the exchange over. */
    public static Reply taken() {
        return new Reply(0, null, null, Map.of());
    }

    /** An error as all clients expect it: {@code error} and {@code status}. */
    public static Reply error(int status, String message) {
        return new Reply(status, JSON, errorObject(status, message) + "\n", Map.of());
    }

    /** The same in Toxiproxy's wrapping. */
    public static Reply errorAsText(int status, String message) {
        return plainText(status, errorObject(status, message).toString());
    }

    /** A line of text as Go's error helper sends it. */
    public static Reply plainText(int status, String line) {
        return new Reply(status, "text/plain; charset=utf-8", line + "\n", Map.of("X-Content-Type-Options", "nosniff"));
    }

    /** The members of an error. */
    public static JsonObject errorObject(int status, String message) {
        JsonObject error = new JsonObject();
        error.addProperty("error", message);
        error.addProperty("status", status);
        return error;
    }

    /** The same with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, contentType, body, more);
    }

    /** Its body as bytes. */
    byte[] bytes() {
        return (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
    }
}
