package dev.flatline.chaos.control.toxiproxy;

import com.google.gson.JsonElement;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxyPatch;
import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.http.GoStruct;
import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.control.http.JsonBody;
import dev.flatline.chaos.data.DataException;
import dev.flatline.chaos.tls.ProxyTls;
import dev.flatline.chaos.tls.TlsReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A proxy in the body of a request. */
final class ProxyInput {

    private static final String ELEMENT = "struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }";

    private @Nullable String name;
    private @Nullable String listen;
    private @Nullable String upstream;
    private @Nullable Boolean enabled;
    private @Nullable ProxyTls tls;

    private ProxyInput() {}

    private GoStruct struct(String goName) {
        return new GoStruct(goName, "")
                .text("name", value -> name = value)
                .text("listen", value -> listen = value)
                .text("upstream", value -> upstream = value)
                .flag("enabled", value -> enabled = value)
                .with("tls", this::tls);
    }

    /** Ours: Toxiproxy has no TLS, and none of its clients says anything of it. */
    private @Nullable String tls(JsonElement value) {
        try {
            tls = TlsReader.read(Json.plain(value), "tls");
            return null;
        } catch (DataException e) {
            throw ControlException.bad(String.valueOf(e.getMessage()));
        }
    }

    private ProxySpec spec() {
        return new ProxySpec(
                name == null ? "" : name,
                listen == null ? "" : listen,
                upstream == null ? "" : upstream,
                enabled == null || enabled,
                tls == null ? ProxyTls.NONE : tls);
    }

    /** One proxy; what is missing has its default. */
    static ProxySpec spec(String body) {
        return one(body).spec();
    }

    /** What is to change of a proxy. */
    static ProxyPatch patch(String body) {
        ProxyInput input = one(body);
        return new ProxyPatch(input.listen, input.upstream, input.enabled, input.tls);
    }

    private static ProxyInput one(String body) {
        ProxyInput input = new ProxyInput();
        check(input.struct("Proxy").read(JsonBody.first(body), "toxiproxy.Proxy"));
        return input;
    }

    /** Many of them. */
    static List<ProxySpec> specs(String body) {
        JsonElement all = JsonBody.first(body);
        if (all.isJsonNull()) {
            return List.of();
        }
        if (!all.isJsonArray()) {
            throw JsonBody.bad("json: cannot unmarshal " + Json.kind(all) + " into Go value of type []" + ELEMENT);
        }
        List<ProxySpec> specs = new ArrayList<>();
        for (JsonElement element : all.getAsJsonArray()) {
            ProxyInput input = new ProxyInput();
            check(input.struct("").read(element, ELEMENT));
            specs.add(input.spec());
        }
        return specs;
    }

    private static void check(@Nullable String complaint) {
        if (complaint != null) {
            throw JsonBody.bad(complaint);
        }
    }
}
