package dev.flatline.report.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

/** JSON for a file that people may look at too. */
public final class JsonText {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .registerTypeAdapter(Double.class, (JsonSerializer<Double>) (value, type, context) -> {
                if (value.isInfinite()) {
                    return new JsonPrimitive(Fields.NEVER);
                }
                return value.isNaN() ? JsonNull.INSTANCE : new JsonPrimitive(value);
            })
            .create();

    private JsonText() {}

    /** Maps, lists, strings, booleans and numbers as JSON, in their order; NaN is null, and what is infinite is "never". */
    public static String of(Object value) {
        return GSON.toJson(value) + "\n";
    }
}
