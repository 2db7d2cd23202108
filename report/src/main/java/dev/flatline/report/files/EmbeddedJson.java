package dev.flatline.report.files;

import com.google.gson.Gson;

/** JSON for a script element of a page: {@code <}, {@code >} and {@code &} are escaped, so that no text can end the element. */
public final class EmbeddedJson {

    private static final Gson GSON = new Gson();

    private EmbeddedJson() {}

    /** Maps, lists, strings and finite numbers as JSON. */
    public static String of(Object value) {
        return GSON.toJson(value);
    }
}
