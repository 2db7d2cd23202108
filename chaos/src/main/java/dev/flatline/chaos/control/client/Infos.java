package dev.flatline.chaos.control.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON of the control API as plain values, and back. */
final class Infos {

    private Infos() {}

    static ProxyInfo proxy(JsonObject object) {
        List<ToxicInfo> toxics = new ArrayList<>();
        object.getAsJsonArray("toxics").forEach(toxic -> toxics.add(toxic(toxic.getAsJsonObject())));
        return new ProxyInfo(
                object.get("name").getAsString(),
                object.get("listen").getAsString(),
                object.get("upstream").getAsString(),
                object.get("enabled").getAsBoolean(),
                toxics);
    }

    static ToxicInfo toxic(JsonObject object) {
        JsonElement ttl = object.get("ttl");
        return new ToxicInfo(
                object.get("name").getAsString(),
                object.get("type").getAsString(),
                object.get("stream").getAsString(),
                object.get("toxicity").getAsDouble(),
                texts(object.getAsJsonObject("target")),
                texts(object.getAsJsonObject("attributes")),
                ttl == null || ttl.isJsonNull() ? null : ttl.getAsString());
    }

    static HitConnection hit(JsonObject object) {
        return new HitConnection(
                object.get("number").getAsLong(),
                shown(object, "address"),
                shown(object, "client"),
                shown(object, "path"));
    }

    private static String shown(JsonObject object, String member) {
        JsonElement value = object.get(member);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.entrySet().forEach(member -> texts.put(member.getKey(), shown(member.getValue())));
        return texts;
    }

    /** A value; several are a list with commas. */
    private static String shown(JsonElement value) {
        return value.isJsonArray()
                ? value.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .collect(Collectors.joining(", "))
                : value.getAsString();
    }

    static JsonElement text(String text) {
        return new JsonPrimitive(text);
    }

    /** A typed word as a value of a kind; as it is if it is none, for the proxy to complain about. */
    static JsonElement value(String text, String kind) {
        if (kind.equals("flag") && (text.equals("true") || text.equals("false"))) {
            return new JsonPrimitive(text.equals("true"));
        }
        if (kind.equals("whole") || kind.equals("real")) {
            try {
                return new JsonPrimitive(new BigDecimal(text));
            } catch (NumberFormatException notANumber) {
                return text(text);
            }
        }
        return text(text);
    }
}
