package dev.flatline.chaos.service;

import dev.flatline.chaos.control.http.Json;
import dev.flatline.chaos.control.http.JsonBody;
import dev.flatline.chaos.control.http.Reply;
import dev.flatline.chaos.control.http.Request;
import dev.flatline.chaos.control.http.Resource;
import dev.flatline.chaos.control.http.Router;
import dev.flatline.chaos.plan.PlanReader;
import dev.flatline.chaos.plan.ToxicTimeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/timeline} and {@code /v1/partition}: what comes and goes by itself. PUT begins one in the place of the one that
 * runs, GET shows what is in force, DELETE takes that off.
 */
final class PlanResource implements Resource {

    private interface Reading {
        ToxicTimeline read(@Nullable Object data, String path);
    }

    private final PlanReader reader;
    private final PlanKeeper timeline;
    private final PlanKeeper partition;

    PlanResource(PlanReader reader, PlanKeeper timeline, PlanKeeper partition) {
        this.reader = reader;
        this.timeline = timeline;
        this.partition = partition;
    }

    @Override
    public void addTo(Router router) {
        add(router, "/v1/timeline", timeline, reader::timeline);
        add(router, "/v1/partition", partition, reader::partition);
    }

    private static void add(Router router, String path, PlanKeeper keeper, Reading reading) {
        router.on("PUT", path, request -> begin(request, keeper, reading))
                .on("GET", path, request -> state(keeper))
                .on("DELETE", path, request -> {
                    keeper.stop();
                    return Reply.empty(204);
                });
    }

    private static Reply begin(Request request, PlanKeeper keeper, Reading reading) {
        keeper.start(JsonBody.read(request.body(), data -> reading.read(data, "")));
        return state(keeper);
    }

    private static Reply state(PlanKeeper keeper) {
        List<Map<String, Object>> inForce = keeper.inForce().stream()
                .map(placed -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("proxy", placed.proxy());
                    shown.put("toxic", placed.toxic().name());
                    shown.put("type", placed.toxic().toxic().type().name());
                    shown.put("stream", placed.toxic().stream().word());
                    shown.put("toxicity", placed.toxic().toxicity());
                    return shown;
                })
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("running", keeper.isRunning());
        body.put("in_force", inForce);
        return Reply.json(200, Json.of(body));
    }
}
