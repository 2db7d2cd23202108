package dev.flatline.report.files;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, each demanded with its type; what is missing is named with its place. */
final class Fields {

    static final String NEVER = "never";

    private final JsonObject object;
    private final String place;

    Fields(JsonObject object, String place) {
        this.object = object;
        this.place = place;
    }

    /** A number as the files have it: {@code "never"} for infinity, null for no data. */
    static void putNumber(JsonObject target, String name, double value) {
        if (Double.isInfinite(value)) {
            target.addProperty(name, NEVER);
        } else {
            target.addProperty(name, Double.isNaN(value) ? null : Double.valueOf(value));
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) throws ResultFolderException {
        try {
            return element(name).getAsString();
        } catch (RuntimeException e) {
            throw wrong(name, "a text", e);
        }
    }

    long whole(String name) throws ResultFolderException {
        try {
            return element(name).getAsLong();
        } catch (RuntimeException e) {
            throw wrong(name, "a whole number", e);
        }
    }

    long whole(String name, long ifMissing) throws ResultFolderException {
        return object.has(name) ? whole(name) : ifMissing;
    }

    double number(String name) throws ResultFolderException {
        JsonElement value = element(name);
        if (value.isJsonNull()) {
            return Double.NaN;
        }
        try {
            return value.getAsString().equals(NEVER) ? Double.POSITIVE_INFINITY : value.getAsDouble();
        } catch (RuntimeException e) {
            throw wrong(name, "a number, \"never\" or null", e);
        }
    }

    <E extends Enum<E>> E word(String name, Class<E> type) throws ResultFolderException {
        try {
            return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "one of the words in docs/result-files.md", e);
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Fields object(String name) throws ResultFolderException {
        return object(name, element(name));
    }

    Map<String, Fields> objects(String name) throws ResultFolderException {
        return objects(name + ".", object(name).object);
    }

    /** Every field of this object, which is to be an object itself. */
    Map<String, Fields> objects() throws ResultFolderException {
        return objects("", object);
    }

    private Map<String, Fields> objects(String prefix, JsonObject parent) throws ResultFolderException {
        Map<String, Fields> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : parent.entrySet()) {
            all.put(entry.getKey(), object(prefix + entry.getKey(), entry.getValue()));
        }
        return all;
    }

    /** A list of pairs of numbers. */
    List<List<Double>> pairs(String name) throws ResultFolderException {
        List<List<Double>> all = new ArrayList<>();
        for (JsonElement element : array(name)) {
            try {
                JsonArray pair = element.getAsJsonArray();
                all.add(List.of(pair.get(0).getAsDouble(), pair.get(1).getAsDouble()));
            } catch (RuntimeException e) {
                throw wrong(name, "a list of pairs of numbers", e);
            }
        }
        return all;
    }

    List<Fields> list(String name) throws ResultFolderException {
        List<Fields> all = new ArrayList<>();
        for (JsonElement element : array(name)) {
            all.add(object(name + "[" + all.size() + "]", element));
        }
        return all;
    }

    List<String> texts(String name) throws ResultFolderException {
        List<String> all = new ArrayList<>();
        for (JsonElement element : array(name)) {
            all.add(text(name, element));
        }
        return all;
    }

    List<Long> wholes(String name) throws ResultFolderException {
        List<Long> all = new ArrayList<>();
        for (JsonElement element : array(name)) {
            try {
                all.add(element.getAsLong());
            } catch (RuntimeException e) {
                throw wrong(name, "whole numbers", e);
            }
        }
        return all;
    }

    Map<String, String> textMap(String name) throws ResultFolderException {
        Map<String, String> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : object(name).object.entrySet()) {
            all.put(entry.getKey(), text(name, entry.getValue()));
        }
        return all;
    }

    private String text(String name, JsonElement element) throws ResultFolderException {
        try {
            return element.getAsString();
        } catch (RuntimeException e) {
            throw wrong(name, "texts", e);
        }
    }

    private JsonArray array(String name) throws ResultFolderException {
        if (element(name) instanceof JsonArray array) {
            return array;
        }
        throw wrong(name, "a list");
    }

    private Fields object(String name, JsonElement element) throws ResultFolderException {
        if (element instanceof JsonObject value) {
            return new Fields(value, place + " " + name);
        }
        throw wrong(name, "an object");
    }

    private JsonElement element(String name) throws ResultFolderException {
        JsonElement element = object.get(name);
        if (element == null) {
            throw new ResultFolderException(place + " has no field \"" + name + "\"");
        }
        return element;
    }

    ResultFolderException wrong(String name, String expected) {
        return wrong(name, expected, null);
    }

    private ResultFolderException wrong(String name, String expected, @Nullable Throwable cause) {
        String message = place + " field \"" + name + "\" is " + object.get(name) + ", expected " + expected;
        return new ResultFolderException(message, cause);
    }
}
