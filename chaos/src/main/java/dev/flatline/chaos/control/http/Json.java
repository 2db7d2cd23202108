package dev.flatline.chaos.control.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values as JSON. */
public final class Json {

    private static final double LEAST_PLAIN = 1e-6;
    private static final double BEYOND_PLAIN = 1e21;

    private Json() {}

    /** A number, text, boolean, list or map as JSON; null as null. */
    public static JsonElement of(@Nullable Object value) {
        if (value instanceof JsonElement json) {
            return json;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, member) -> object.add(String.valueOf(name), of(member)));
            return object;
        }
        if (value instanceof Iterable<?> all) {
            JsonArray array = new JsonArray();
            all.forEach(item -> array.add(of(item)));
            return array;
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        return value == null ? JsonNull.INSTANCE : new JsonPrimitive(value.toString());
    }

    /** The same as text, for who does not see the JSON library. */
    public static String text(@Nullable Object value) {
        return of(value).toString();
    }

    /** A number with as few digits as it takes, and no fraction if it has none; null if JSON has no form for it. */
    public static JsonElement number(double value) {
        if (!Double.isFinite(value)) {
            return JsonNull.INSTANCE;
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        double size = Math.abs(value);
        boolean plain = size == 0 || (size >= LEAST_PLAIN && size < BEYOND_PLAIN);
        return new JsonPrimitive(plain && exact.scale() < 0 ? exact.setScale(0) : exact);
    }

    /** JSON as plain values: maps and lists, Long where a number has no fraction and else Double, text, boolean, null. */
    public static @Nullable Object plain(JsonElement value) {
        if (value.isJsonObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            value.getAsJsonObject().entrySet().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
            return map;
        }
        if (value.isJsonArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            value.getAsJsonArray().forEach(item -> list.add(plain(item)));
            return list;
        }
        return value.isJsonNull() ? null : plain(value.getAsJsonPrimitive());
    }

    private static Object plain(JsonPrimitive value) {
        if (value.isBoolean()) {
            return value.getAsBoolean();
        }
        if (value.isString()) {
            return value.getAsString();
        }
        try {
            return Long.parseLong(value.getAsString());
        } catch (NumberFormatException fraction) {
            return value.getAsDouble();
        }
    }

    /** What kind of value it is, in Go's words; it must not be null. */
    public static String kind(JsonElement value) {
        if (value.isJsonArray()) {
            return "array";
        }
        if (value.isJsonObject()) {
            return "object";
        }
        JsonPrimitive primitive = value.getAsJsonPrimitive();
        return primitive.isString() ? "string" : primitive.isBoolean() ? "bool" : "number";
    }
}
