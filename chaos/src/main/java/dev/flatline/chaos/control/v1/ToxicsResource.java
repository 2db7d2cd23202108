package dev.flatline.chaos.control.v1;

import com.google.gson.JsonObject;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.TimeToLive;
import dev.flatline.chaos.control.ToxicUpdate;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.control.http.JsonBody;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Request;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;
import dev.flatline.chaos.plan.TimedToxic;
import dev.flatline.chaos.plan.ToxicReader;
import dev.flatline.chaos.toxic.ToxicType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /v1/proxies/NAME/toxics}: all toxics, with target and time to live; each change is whole or not at all. */
public final class ToxicsResource implements Resource {

    private static final String ALL = "/v1/proxies/{proxy}/toxics";
    private static final String ONE = ALL + "/{toxic}";

    private final ProxyHub hub;
    private final List<ToxicType> types;
    private final ToxicReader reader;

    /**
     * The toxics of a hub's proxies.
     *
     * @param types those that can be put on
     */
    public ToxicsResource(ProxyHub hub, List<ToxicType> types) {
        this.hub = hub;
        this.types = List.copyOf(types);
        this.reader = new ToxicReader(this.types);
    }

    @Override
    public void addTo(Router router) {
        router.on("GET", ALL, this::list)
                .later("POST", ALL, this::add)
                .on("GET", ONE, this::show)
                .later("PUT", ONE, this::put)
                .later("PATCH", ONE, this::patch)
                .later("DELETE", ONE, this::remove)
                .on("GET", "/v1/toxic-types", this::types);
    }

    private Reply list(Request request) {
        JsonObject body = new JsonObject();
        long now = hub.nanoTime();
        body.add(
                "toxics",
                Json.of(hub.proxy(request.name("proxy")).toxics().stream()
                        .map(toxic -> Shown.toxic(toxic, now))
                        .toList()));
        return Reply.json(200, body);
    }

    private Reply show(Request request) {
        return hub.proxy(request.name("proxy")).toxics().stream()
                .filter(toxic -> toxic.name().equals(request.name("toxic")))
                .findFirst()
                .map(this::shown)
                .orElseThrow(ControlException::noToxic);
    }

    private CompletionStage<Reply> add(Request request) {
        hub.proxy(request.name("proxy"));
        TimedToxic toxic = JsonBody.read(request.body(), data -> reader.timed(data, ""));
        return hub.toxics(request.name("proxy"))
                .add(from(toxic, ttl(toxic)))
                .thenApply(added -> Reply.json(201, Shown.toxic(added, hub.nanoTime())));
    }

    private CompletionStage<Reply> put(Request request) {
        hub.proxy(request.name("proxy"));
        TimedToxic toxic = JsonBody.read(request.body(), data -> reader.timed(data, "", request.name("toxic")));
        return hub.toxics(request.name("proxy")).put(from(toxic, ttl(toxic))).thenApply(this::shown);
    }

    private CompletionStage<Reply> patch(Request request) {
        return hub.toxics(request.name("proxy"))
                .update(
                        request.name("toxic"),
                        toxic -> true,
                        before -> JsonBody.read(request.body(), data -> ToxicUpdate.to(merged(data, before))))
                .thenApply(this::shown);
    }

    private CompletionStage<Reply> remove(Request request) {
        return hub.toxics(request.name("proxy"))
                .remove(request.name("toxic"), toxic -> true)
                .thenApply(done -> Reply.empty(204));
    }

    /** A time to live that is there, even as null, takes the place of the one before. */
    private ToxicView merged(@Nullable Object data, ToxicView before) {
        TimedToxic next = reader.merged(data, "", before.toxic());
        boolean retimed = data instanceof Map<?, ?> map && map.containsKey("ttl");
        return from(next, retimed ? ttl(next) : before.ttl());
    }

    private static ToxicView from(TimedToxic timed, @Nullable TimeToLive ttl) {
        return new ToxicView(timed.toxic(), timed.toxic().stream().word(), ttl);
    }

    /** From now on. */
    private @Nullable TimeToLive ttl(TimedToxic timed) {
        if (timed.ttlNanos().isEmpty()) {
            return null;
        }
        long nanos = timed.ttlNanos().getAsLong();
        return new TimeToLive(nanos, hub.nanoTime() + nanos);
    }

    private Reply shown(ToxicView toxic) {
        return Reply.json(200, Shown.toxic(toxic, hub.nanoTime()));
    }

    private Reply types(Request request) {
        JsonObject body = new JsonObject();
        body.add("types", Json.of(types.stream().map(Shown::type).toList()));
        return Reply.json(200, body);
    }
}
