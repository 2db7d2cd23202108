package dev.flatline.chaos.control.v1;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.control.LedgerEntry;
import dev.flatline.chaos.control.ProxyView;
import dev.flatline.chaos.control.TimeToLive;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.target.Condition;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.Parameter;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.text.Durations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Things as {@code /v1} shows them. */
final class Shown {

    private static final double NANOS_PER_MILLI = 1e6;

    private Shown() {}

    static JsonObject proxy(ProxyView view, long nowNanos) {
        JsonObject object = new JsonObject();
        object.addProperty("name", view.name());
        object.addProperty("listen", view.listen());
        object.addProperty("upstream", view.upstream());
        object.addProperty("enabled", view.enabled());
        object.add("tls", Json.of(view.tls().asMap()));
        object.add(
                "toxics",
                Json.of(view.toxics().stream()
                        .map(toxic -> toxic(toxic, nowNanos))
                        .toList()));
        return object;
    }

    static JsonObject toxic(ToxicView view, long nowNanos) {
        JsonObject object = new JsonObject();
        object.addProperty("name", view.name());
        object.addProperty("type", view.toxic().toxic().type().name());
        object.addProperty("stream", view.toxic().stream().word());
        object.add("toxicity", Json.number(view.toxic().toxicity()));
        object.add("target", target(view.toxic().target()));
        object.add("attributes", Json.of(view.toxic().toxic().values().asMap()));
        TimeToLive ttl = view.ttl();
        object.addProperty("ttl", ttl == null ? null : Durations.text(ttl.nanos()));
        object.addProperty(
                "ends_in_ms", ttl == null ? null : Math.max(0, (ttl.endNanos() - nowNanos) / (long) NANOS_PER_MILLI));
        return object;
    }

    /** Several conditions of one key are a list. */
    private static JsonElement target(Target target) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Condition condition : target.conditions()) {
            values.computeIfAbsent(condition.key(), key -> new ArrayList<>()).add(condition.value());
        }
        JsonObject object = new JsonObject();
        values.forEach((key, all) -> object.add(key, Json.of(all.size() == 1 ? all.get(0) : all)));
        return object;
    }

    static JsonObject type(ToxicType type) {
        JsonObject object = new JsonObject();
        object.addProperty("name", type.name());
        object.addProperty("description", type.description());
        object.addProperty("toxiproxy", type.toxiproxy());
        object.addProperty("stream", type.stream().word());
        object.add(
                "attributes",
                Json.of(type.parameters().stream().map(Shown::parameter).toList()));
        return object;
    }

    private static JsonObject parameter(Parameter parameter) {
        JsonObject object = new JsonObject();
        object.addProperty("name", parameter.name());
        object.addProperty("kind", parameter.kind().name().toLowerCase(Locale.ROOT));
        object.add("default", Json.of(parameter.fallback()));
        if (!parameter.words().isEmpty()) {
            object.add("words", Json.of(parameter.words()));
        }
        object.addProperty("description", parameter.description());
        return object;
    }

    static JsonObject connection(ConnectionInfo connection, Instant now) {
        JsonObject object = new JsonObject();
        object.addProperty("number", connection.number());
        object.addProperty("address", text(connection.address()));
        object.addProperty(
                "client", connection.client() == ClientIdentity.UNKNOWN ? null : (Integer) connection.client());
        object.addProperty("identity", connection.identity());
        object.addProperty("path", connection.path());
        object.addProperty("since", now.minusNanos(connection.openNanos()).toString());
        object.addProperty("upstream_bytes", connection.upstreamBytes());
        object.addProperty("downstream_bytes", connection.downstreamBytes());
        object.add("toxics", Json.of(connection.toxics()));
        return object;
    }

    private static @Nullable String text(@Nullable InetSocketAddress address) {
        if (address == null) {
            return null;
        }
        InetAddress numeric = address.getAddress();
        String host = numeric == null ? address.getHostString() : numeric.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** What comes before all entries, as a line; nothing if there is nothing to say. */
    static String head(Map<String, Object> members) {
        return members.isEmpty() ? "" : Json.of(members) + "\n";
    }

    /** Entries as JSON lines, and before them how many are missing. */
    static String lines(List<LedgerEntry> entries, long after) {
        StringBuilder lines = new StringBuilder();
        if (!entries.isEmpty() && entries.get(0).sequence() > after + 1) {
            JsonObject lost = new JsonObject();
            lost.addProperty("lost", entries.get(0).sequence() - after - 1);
            lines.append(lost).append('\n');
        }
        for (LedgerEntry entry : entries) {
            JsonObject line = new JsonObject();
            line.addProperty("seq", entry.sequence());
            entry.fields().forEach((name, value) -> line.add(name, Json.of(value)));
            lines.append(line).append('\n');
        }
        return lines.toString();
    }
}
