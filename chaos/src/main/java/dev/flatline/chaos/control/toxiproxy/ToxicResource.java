package dev.flatline.chaos.control.toxiproxy;

import com.google.gson.JsonElement;
import dev.flatline.chaos.control.Compat;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.ToxicView;
import dev.flatline.chaos.control.http.JsonBody;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Request;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;
import dev.flatline.chaos.toxic.ToxicType;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Toxiproxy's {@code /proxies/NAME/toxics}. Toxics that its clients do not know are not there: they can neither be seen nor
 * changed, and their names are taken.
 */
public final class ToxicResource implements Resource {

    private static final String ALL = "/proxies/{proxy}/toxics";
    private static final String ONE = ALL + "/{toxic}";

    private final ProxyHub hub;
    private final List<ToxicType> types;
    private final Compat compat;
    private final ProxyJson json;

    /**
     * The toxics of a hub's proxies.
     *
     * @param types all types; those that Toxiproxy has are known here
     */
    public ToxicResource(ProxyHub hub, List<ToxicType> types) {
        this.hub = hub;
        this.types = List.copyOf(types);
        this.compat = hub.options().compat();
        this.json = new ProxyJson(compat);
    }

    @Override
    public void addTo(Router router) {
        router.on("GET", ALL, request -> Reply.json(200, json.toxics(toxics(request))))
                .later("POST", ALL, this::add)
                .on("GET", ONE, this::show)
                .later("POST", ONE, this::update)
                .later("PATCH", ONE, this::update)
                .later("DELETE", ONE, this::remove);
    }

    private List<ToxicView> toxics(Request request) {
        return hub.proxy(request.name("proxy")).toxics();
    }

    private Reply show(Request request) {
        return Reply.json(200, json.toxic(visible(request)));
    }

    private ToxicView visible(Request request) {
        return toxics(request).stream()
                .filter(ToxicView::toxiproxy)
                .filter(toxic -> toxic.name().equals(request.name("toxic")))
                .findFirst()
                .orElseThrow(ControlException::noToxic);
    }

    private CompletionStage<Reply> add(Request request) {
        List<ToxicView> now = toxics(request);
        ToxicView toxic = ToxicInput.read(
                request.body(),
                types,
                compat,
                name -> now.stream().anyMatch(other -> other.name().equals(name)));
        return hub.toxics(request.name("proxy")).add(toxic).thenApply(this::reply);
    }

    private CompletionStage<Reply> update(Request request) {
        visible(request);
        JsonElement body = JsonBody.first(request.body());
        return hub.toxics(request.name("proxy"))
                .update(request.name("toxic"), ToxicView::toxiproxy, before -> ToxicInput.update(body, before, compat))
                .thenApply(this::reply);
    }

    private CompletionStage<Reply> remove(Request request) {
        return hub.toxics(request.name("proxy"))
                .remove(request.name("toxic"), ToxicView::toxiproxy)
                .thenApply(done -> Reply.empty(204));
    }

    private Reply reply(ToxicView toxic) {
        return Reply.json(200, json.toxic(toxic));
    }
}
