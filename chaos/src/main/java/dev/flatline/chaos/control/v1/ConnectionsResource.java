package dev.flatline.chaos.control.v1;

import com.google.gson.JsonObject;
import dev.flatline.chaos.control.ConnectionInfo;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxyHub;
import dev.flatline.chaos.control.RunningProxy;
import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.control.http.JsonBody;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Request;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;
import dev.flatline.chaos.data.Fields;
import dev.flatline.chaos.plan.ToxicReader;
import dev.flatline.chaos.target.Target;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/proxies/NAME/connections}, and {@code /v1/dry-run}: those of them that a toxic would be on. */
public final class ConnectionsResource implements Resource {

    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 100_000;

    private final ProxyHub hub;
    private final ToxicReader reader = new ToxicReader(List.of());
    private final InstantSource clock;

    /**
     * The connections of a hub's proxies.
     *
     * @param clock the time of day
     */
    public ConnectionsResource(ProxyHub hub, InstantSource clock) {
        this.hub = hub;
        this.clock = clock;
    }

    @Override
    public void addTo(Router router) {
        router.later("GET", "/v1/proxies/{proxy}/connections", this::list).later("POST", "/v1/dry-run", this::dryRun);
    }

    private CompletionStage<Reply> list(Request request) {
        long after = Parameters.whole(request, "after", 0, 0, Long.MAX_VALUE);
        long limit = Parameters.whole(request, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
        return asked(request.name("proxy"), RunningProxy::connections)
                .thenApplyAsync(all -> Reply.json(200, page(all, after, limit)), request.threads());
    }

    private CompletionStage<Reply> dryRun(Request request) {
        return JsonBody.read(request.body(), this::hit)
                .thenApplyAsync(hit -> Reply.json(200, page(hit, 0, MAX_LIMIT)), request.threads());
    }

    private CompletableFuture<List<ConnectionInfo>> hit(@Nullable Object data) {
        Fields fields = Fields.of(data, "", List.of("proxy", "name", "toxicity", "target"));
        String name = fields.text("name");
        double toxicity = fields.share("toxicity", 1);
        Target target =
                fields.has("target") ? reader.target(fields.value("target"), fields.at("target")) : Target.EVERYONE;
        return asked(fields.text("proxy"), running -> running.dryRun(name, toxicity, target));
    }

    private JsonObject page(List<ConnectionInfo> all, long after, long limit) {
        JsonObject body = new JsonObject();
        body.addProperty("total", all.size());
        body.add(
                "connections",
                Json.of(all.stream()
                        .filter(connection -> connection.number() > after)
                        .limit(limit)
                        .map(connection -> Shown.connection(connection, clock.instant()))
                        .toList()));
        return body;
    }

    /** Asks what runs; a proxy that is disabled has no connections. */
    private CompletableFuture<List<ConnectionInfo>> asked(
            String proxy, Function<RunningProxy, CompletableFuture<List<ConnectionInfo>>> question) {
        RunningProxy running = hub.running(proxy);
        if (running == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        return question.apply(running)
                .copy()
                .orTimeout(hub.options().changeLimit().toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(failure -> {
                    throw failure instanceof TimeoutException
                            ? new ControlException(
                                    503,
                                    "the proxy has not answered within "
                                            + hub.options().changeLimit())
                            : new ControlException(500, "the proxy cannot tell: " + failure);
                });
    }
}
