package dev.flatline.chaos.control.toxiproxy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.flatline.chaos.control.Compat;
import dev.flatline.chaos.control.Difference;
import dev.flatline.chaos.control.ProxyView;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.toxic.Stream;
import java.util.List;

/** Proxies and toxics as Toxiproxy shows them, the members in its order. */
final class ProxyJson {

    private final Compat compat;

    ProxyJson(Compat compat) {
        this.compat = compat;
    }

    JsonObject proxies(List<ProxyView> all) {
        JsonObject object = new JsonObject();
        all.forEach(proxy -> object.add(proxy.name(), proxy(proxy)));
        return object;
    }

    JsonObject proxy(ProxyView view) {
        JsonObject object = new JsonObject();
        object.addProperty("name", view.name());
        object.addProperty("listen", view.listen());
        object.addProperty("upstream", view.upstream());
        object.addProperty("enabled", view.enabled());
        if (Difference.LOGGER_MEMBER.in(compat)) {
            object.add("Logger", new JsonObject());
        }
        object.add("toxics", toxics(view.toxics()));
        return object;
    }

    /** Those that Toxiproxy knows: upstream, then downstream, each in order. */
    JsonArray toxics(List<ToxicView> all) {
        JsonArray array = new JsonArray();
        for (Stream stream : List.of(Stream.UPSTREAM, Stream.DOWNSTREAM)) {
            all.stream()
                    .filter(ToxicView::toxiproxy)
                    .filter(toxic -> toxic.toxic().stream() == stream)
                    .forEach(toxic -> array.add(toxic(toxic)));
        }
        return array;
    }

    JsonElement toxic(ToxicView view) {
        JsonObject object = new JsonObject();
        object.add("attributes", Json.of(view.toxic().toxic().values().asMap()));
        object.addProperty("name", view.name());
        object.addProperty("type", view.toxic().toxic().type().name());
        object.addProperty("stream", view.streamText());
        object.add("toxicity", Json.number(view.toxic().toxicity()));
        return object;
    }
}
