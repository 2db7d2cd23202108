package dev.flatline.chaos.control.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object as Go's {@code encoding/json} reads it into a struct: names in any case, what is unknown or null is
 * passed over, and a member of the wrong type is complained about while the others are still read. Good for one object.
 */
public final class GoStruct {

    /** Reads a member. */
    public interface Field {

        /**
         * Takes a value that is not null.
         *
         * @return the complaint; null if there is none
         */
        @Nullable String read(JsonElement value);
    }

    private final String struct;
    private final String prefix;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /**
     * A struct without fields.
     *
     * @param struct its name in complaints
     * @param prefix what stands before its fields' names in complaints, with a dot at the end; empty at the top
     */
    public GoStruct(String struct, String prefix) {
        this.struct = struct;
        this.prefix = prefix;
    }

    /** A field of Go's type string. */
    public GoStruct text(String name, Consumer<String> taker) {
        return with(name, value -> {
            if (!Json.kind(value).equals("string")) {
                return wrong(Json.kind(value), name, "string");
            }
            taker.accept(value.getAsString());
            return null;
        });
    }

    /** A field of Go's type bool. */
    public GoStruct flag(String name, Consumer<Boolean> taker) {
        return with(name, value -> {
            if (!Json.kind(value).equals("bool")) {
                return wrong(Json.kind(value), name, "bool");
            }
            taker.accept(value.getAsBoolean());
            return null;
        });
    }

    /**
     * A field of one of Go's integer types.
     *
     * @param goType {@code int} or {@code int64}; both have 64 bits
     */
    public GoStruct whole(String name, String goType, LongConsumer taker) {
        return with(name, value -> {
            if (!Json.kind(value).equals("number")) {
                return wrong(Json.kind(value), name, goType);
            }
            try {
                taker.accept(Long.parseLong(value.getAsString()));
                return null;
            } catch (NumberFormatException e) {
                return wrong("number " + value.getAsString(), name, goType);
            }
        });
    }

    /** A field of Go's type float32; given as the shortest decimal number that means it. */
    public GoStruct float32(String name, DoubleConsumer taker) {
        return with(name, value -> {
            if (!Json.kind(value).equals("number")) {
                return wrong(Json.kind(value), name, "float32");
            }
            float number = Float.parseFloat(value.getAsString());
            if (Float.isInfinite(number)) {
                return wrong("number " + value.getAsString(), name, "float32");
            }
            taker.accept(Double.parseDouble(Float.toString(number)));
            return null;
        });
    }

    /** A field that reads itself. */
    public GoStruct with(String name, Field field) {
        fields.put(name, field);
        return this;
    }

    /** What is said of a field that has the wrong type. */
    public String wrong(String found, String name, String goType) {
        return "json: cannot unmarshal " + found + " into Go struct field " + struct + "." + prefix + name + " of type "
                + goType;
    }

    /**
     * Reads an object; null is one without members.
     *
     * @param goType the struct's type, for the complaint about what is no object
     * @return the first complaint; null if there is none
     */
    public @Nullable String read(JsonElement value, String goType) {
        if (value.isJsonNull()) {
            return null;
        }
        return value.isJsonObject()
                ? readMembers(value.getAsJsonObject())
                : "json: cannot unmarshal " + Json.kind(value) + " into Go value of type " + goType;
    }

    /** Reads the members of an object; returns the first complaint. */
    public @Nullable String readMembers(JsonObject object) {
        String first = null;
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            Field field = field(member.getKey());
            if (field != null && !member.getValue().isJsonNull()) {
                String complaint = field.read(member.getValue());
                first = first == null ? complaint : first;
            }
        }
        return first;
    }

    private @Nullable Field field(String name) {
        Field exact = fields.get(name);
        if (exact != null) {
            return exact;
        }
        return fields.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
