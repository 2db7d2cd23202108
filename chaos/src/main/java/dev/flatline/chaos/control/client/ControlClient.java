package dev.flatline.chaos.control.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.flatline.core.text.Nearest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steers the proxies of another process, so that who calls it needs no JSON. Thread-safe; methods block. */
public final class ControlClient {

    private static final String PROXIES = "/v1/proxies/";

    private final ControlHttp http;

    private ControlClient(ControlHttp http) {
        this.http = http;
    }

    /**
     * A client; nothing is asked yet.
     *
     * @param base such as {@code http://127.0.0.1:8474}
     * @param token what the API wants where other machines can reach it; null for none
     */
    public static ControlClient of(URI base, @Nullable String token) {
        return new ControlClient(new ControlHttp(base, token));
    }

    /** All proxies in the order of their names. */
    public List<ProxyInfo> proxies() throws ControlClientException {
        List<ProxyInfo> proxies = new ArrayList<>();
        http.ask("GET", "/v1/proxies", null)
                .getAsJsonArray("proxies")
                .forEach(proxy -> proxies.add(Infos.proxy(proxy.getAsJsonObject())));
        return proxies;
    }

    /** A proxy. */
    public ProxyInfo proxy(String name) throws ControlClientException {
        return Infos.proxy(http.ask("GET", PROXIES + ControlHttp.segment(name), null));
    }

    /** The names of all types of toxics. */
    public List<String> types() throws ControlClientException {
        List<String> names = new ArrayList<>();
        typeArray().forEach(type -> names.add(type.getAsJsonObject().get("name").getAsString()));
        return names;
    }

    /**
     * Puts a toxic on, behind the others.
     *
     * @param name its name; null for type and stream
     */
    public ToxicInfo add(String proxy, String type, @Nullable String name, ToxicDraft draft)
            throws ControlClientException {
        JsonObject body = body(draft, type);
        body.addProperty("type", type);
        if (name != null) {
            body.addProperty("name", name);
        }
        return Infos.toxic(http.ask("POST", toxics(proxy), body));
    }

    /**
     * The connections that a toxic would hit now; nothing is changed. Of the draft, toxicity and target count, and its
     * stream for the name.
     *
     * @param name its name, which its draws are made of; null for type and stream
     */
    public List<HitConnection> dryRun(String proxy, String type, @Nullable String name, ToxicDraft draft)
            throws ControlClientException {
        JsonObject body = new JsonObject();
        body.addProperty("proxy", proxy);
        body.addProperty("name", name == null ? type + "_" + stream(draft, type) : name);
        JsonObject said = body(draft, type);
        for (String member : List.of("toxicity", "target")) {
            if (said.has(member)) {
                body.add(member, said.get(member));
            }
        }
        List<HitConnection> hit = new ArrayList<>();
        http.ask("POST", "/v1/dry-run", body)
                .getAsJsonArray("connections")
                .forEach(connection -> hit.add(Infos.hit(connection.getAsJsonObject())));
        return hit;
    }

    private String stream(ToxicDraft draft, String type) throws ControlClientException {
        if (draft.stream() != null) {
            return draft.stream();
        }
        for (JsonElement known : typeArray()) {
            if (known.getAsJsonObject().get("name").getAsString().equals(type)) {
                return known.getAsJsonObject().get("stream").getAsString();
            }
        }
        throw new ControlClientException(
                ControlClientException.Kind.REFUSED, "type: unknown type " + type + "; " + Nearest.hint(type, types()));
    }

    /** Changes what is said of a toxic. */
    public ToxicInfo update(String proxy, String name, ToxicDraft draft) throws ControlClientException {
        String path = toxics(proxy) + "/" + ControlHttp.segment(name);
        String type = draft.attributes().isEmpty()
                ? ""
                : http.ask("GET", path, null).get("type").getAsString();
        return Infos.toxic(http.ask("PATCH", path, body(draft, type)));
    }

    /** Takes a toxic off. */
    public void remove(String proxy, String name) throws ControlClientException {
        http.ask("DELETE", toxics(proxy) + "/" + ControlHttp.segment(name), null);
    }

    private static String toxics(String proxy) {
        return PROXIES + ControlHttp.segment(proxy) + "/toxics";
    }

    private JsonArray typeArray() throws ControlClientException {
        return http.ask("GET", "/v1/toxic-types", null).getAsJsonArray("types");
    }

    private JsonObject body(ToxicDraft draft, String type) throws ControlClientException {
        JsonObject body = new JsonObject();
        if (draft.stream() != null) {
            body.addProperty("stream", draft.stream());
        }
        if (draft.toxicity() != null) {
            body.addProperty("toxicity", draft.toxicity());
        }
        if (draft.ttl() != null) {
            body.add("ttl", draft.ttl().equals("none") ? JsonNull.INSTANCE : Infos.text(draft.ttl()));
        }
        if (!draft.target().isEmpty()) {
            JsonObject target = new JsonObject();
            draft.target().forEach(target::addProperty);
            body.add("target", target);
        }
        if (!draft.attributes().isEmpty()) {
            body.add("attributes", attributes(draft.attributes(), type));
        }
        return body;
    }

    private JsonObject attributes(Map<String, String> texts, String type) throws ControlClientException {
        JsonObject attributes = new JsonObject();
        JsonArray types = typeArray();
        texts.forEach((name, text) ->
                attributes.add(name, Infos.value(text, kind(types, type, name).orElse("text"))));
        return attributes;
    }

    private static Optional<String> kind(JsonArray types, String type, String attribute) {
        for (JsonElement known : types) {
            if (known.getAsJsonObject().get("name").getAsString().equals(type)) {
                for (JsonElement parameter : known.getAsJsonObject().getAsJsonArray("attributes")) {
                    if (parameter.getAsJsonObject().get("name").getAsString().equals(attribute)) {
                        return Optional.of(
                                parameter.getAsJsonObject().get("kind").getAsString());
                    }
                }
            }
        }
        return Optional.empty();
    }
}
