package dev.flatline.chaos.control.v1;

import com.google.gson.JsonObject;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Request;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;

/** {@code /v1/proxies}: the proxies with all of their toxics, in the order in which bytes meet them. */
public final class ProxiesResource implements Resource {

    private final ProxyHub hub;

    /** The proxies of a hub. */
    public ProxiesResource(ProxyHub hub) {
        this.hub = hub;
    }

    @Override
    public void addTo(Router router) {
        router.on("GET", "/v1/proxies", this::list).on("GET", "/v1/proxies/{proxy}", this::show);
    }

    private Reply list(Request request) {
        JsonObject body = new JsonObject();
        long now = hub.nanoTime();
        body.add(
                "proxies",
                Json.of(hub.proxies().stream()
                        .map(proxy -> Shown.proxy(proxy, now))
                        .toList()));
        return Reply.json(200, body);
    }

    private Reply show(Request request) {
        return Reply.json(200, Shown.proxy(hub.proxy(request.name("proxy")), hub.nanoTime()));
    }
}
