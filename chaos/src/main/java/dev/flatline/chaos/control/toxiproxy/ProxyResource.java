package dev.flatline.chaos.control.toxiproxy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.Populated;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Request;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Toxiproxy's {@code /proxies}, {@code /populate}, {@code /reset} and {@code /version}. */
public final class ProxyResource implements Resource {

    /** The version whose interface this is; clients look at it to choose between POST and PATCH. */
    static final String VERSION = "2.12.0";

    private static final String ONE = "/proxies/{proxy}";

    private final ProxyHub hub;
    private final ProxyJson json;

    /** The proxies of a hub. */
    public ProxyResource(ProxyHub hub) {
        this.hub = hub;
        this.json = new ProxyJson(hub.options().compat());
    }

    @Override
    public void addTo(Router router) {
        router.on(
                        "GET",
                        "/version",
                        request -> Reply.text(
                                200, "application/json;charset=utf-8", "{\"version\": \"" + VERSION + "\"}\n"))
                .on("GET", "/proxies", request -> Reply.json(200, json.proxies(hub.proxies())))
                .on(
                        "POST",
                        "/proxies",
                        request -> Reply.json(201, json.proxy(hub.create(ProxyInput.spec(request.body())))))
                .on("POST", "/populate", this::populate)
                .later("POST", "/reset", this::reset)
                .on("GET", ONE, request -> Reply.json(200, json.proxy(hub.proxy(request.name("proxy")))))
                .on("POST", ONE, this::update)
                .on("PATCH", ONE, this::update)
                .on("DELETE", ONE, this::delete);
    }

    private Reply populate(Request request) {
        Populated result;
        try {
            result = hub.populate(ProxyInput.specs(request.body()));
        } catch (ControlException e) {
            result = new Populated(List.of(), e);
        }
        ControlException failure = result.failure();
        JsonObject body = failure == null
                ? new JsonObject()
                : Reply.errorObject(failure.status(), String.valueOf(failure.getMessage()));
        body.add("proxies", proxies(result));
        return Reply.json(failure == null ? 201 : failure.status(), body);
    }

    /** Null for none, as Toxiproxy has it. */
    private JsonElement proxies(Populated result) {
        if (result.proxies().isEmpty()) {
            return JsonNull.INSTANCE;
        }
        JsonArray array = new JsonArray();
        result.proxies().forEach(proxy -> array.add(json.proxy(proxy)));
        return array;
    }

    private CompletionStage<Reply> reset(Request request) {
        return hub.reset().thenApply(done -> Reply.empty(204));
    }

    private Reply update(Request request) {
        String name = request.name("proxy");
        hub.proxy(name);
        return Reply.json(200, json.proxy(hub.update(name, ProxyInput.patch(request.body()))));
    }

    private Reply delete(Request request) {
        hub.delete(request.name("proxy"));
        return Reply.empty(204);
    }
}
