package dev.flatline.chaos.control.v1;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.control.http.JsonBody;
import dev.flatline.core.text.Nearest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of an object, strictly: what is unknown or of the wrong type is an error that says what is accepted. */
final class Members {

    private final JsonObject object;

    private Members(JsonObject object) {
        this.object = object;
    }

    /** The object of a body, which must have no other members than these. */
    static Members of(String body, List<String> known) {
        return of("the body", JsonBody.first(body), known);
    }

    static Members of(String place, JsonElement value, List<String> known) {
        if (!value.isJsonObject()) {
            throw ControlException.bad(place + ": " + found(value) + ", accepted is an object");
        }
        for (String name : value.getAsJsonObject().keySet()) {
            if (!known.contains(name)) {
                throw ControlException.bad(place + ": unknown member " + name + "; " + Nearest.hint(name, known));
            }
        }
        return new Members(value.getAsJsonObject());
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** A text; empty if there is none. Null counts as none. */
    Optional<String> text(String name) {
        return get(name).map(value -> {
            if (!isKind(value, "string")) {
                throw wrong(name, value, "a text");
            }
            return value.getAsString();
        });
    }

    /** A text that must be there. */
    String needed(String name) {
        return text(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> ControlException.bad(name + ": missing, accepted is a text"));
    }

    /** A number between 0 and 1. */
    Optional<Double> share(String name) {
        return get(name).map(value -> {
            double number = isKind(value, "number") ? value.getAsDouble() : Double.NaN;
            if (!(number >= 0 && number <= 1)) {
                throw wrong(name, value, "a number from 0 to 1");
            }
            return number;
        });
    }

    /** An object; empty if there is none. */
    Optional<JsonObject> object(String name) {
        return get(name).map(value -> {
            if (!value.isJsonObject()) {
                throw wrong(name, value, "an object");
            }
            return value.getAsJsonObject();
        });
    }

    private Optional<JsonElement> get(String name) {
        @Nullable JsonElement value = object.get(name);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value);
    }

    private static boolean isKind(JsonElement value, String kind) {
        return Json.kind(value).equals(kind);
    }

    static ControlException wrong(String name, JsonElement value, String accepted) {
        return ControlException.bad(name + ": " + found(value) + ", accepted is " + accepted);
    }

    private static String found(JsonElement value) {
        return value.isJsonNull() || value.isJsonPrimitive() ? value.toString() : "an " + Json.kind(value);
    }
}
