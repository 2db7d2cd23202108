package dev.flatline.report.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Returned;
import dev.flatline.core.measure.RunResult;

/** A run's result as the text of {@code summary.json}: the same result gives the same text. */
final class SummaryWriter {

    static final int SCHEMA = 2;

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private SummaryWriter() {}

    static String text(String version, RunResult run) {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        json.addProperty("flatline", version);
        identity(json, run);
        json.addProperty("state", Fields.word(run.state()));
        json.addProperty("verdict", Fields.word(run.verdict()));
        json.addProperty("traceHash", run.traceHash());
        json.add("metrics", MetricJson.write(run.metrics()));
        JsonObject groups = new JsonObject();
        run.groups().forEach((name, metrics) -> groups.add(name, MetricJson.write(metrics)));
        json.add("groups", groups);
        json.add("faults", faults(run));
        json.add("bounds", bounds(run));
        json.add("objectives", objectives(run));
        JsonObject environment = new JsonObject();
        run.environment().forEach(environment::addProperty);
        json.add("environment", environment);
        JsonArray warnings = new JsonArray();
        run.warnings().forEach(warnings::add);
        json.add("warnings", warnings);
        return GSON.toJson(json) + "\n";
    }

    private static void identity(JsonObject json, RunResult run) {
        RunResult.Identity identity = run.identity();
        json.addProperty("scenario", identity.scenario());
        json.addProperty("description", identity.description());
        json.addProperty("seed", identity.seed());
        json.addProperty("engine", identity.engine());
        json.addProperty("target", identity.target());
        json.addProperty("clients", identity.clients());
        json.addProperty("plannedSeconds", identity.plannedSeconds());
        json.addProperty("ranSeconds", run.ranSeconds());
        json.addProperty("startedAt", identity.startedAt());
        json.addProperty("command", identity.command());
    }

    private static JsonArray faults(RunResult run) {
        JsonArray faults = new JsonArray();
        for (FaultOutcome fault : run.faults()) {
            JsonObject json = new JsonObject();
            json.addProperty("index", fault.index());
            json.addProperty("fault", fault.label());
            json.addProperty("share", fault.share());
            json.addProperty("sign", Fields.word(fault.nature().sign()));
            json.addProperty("effect", fault.nature().effect());
            JsonArray replicas = new JsonArray();
            fault.nature().replicas().forEach(replicas::add);
            json.add("replicas", replicas);
            Fields.putNumber(json, "beganSeconds", fault.beganSeconds());
            Fields.putNumber(json, "endedSeconds", fault.endedSeconds());
            json.addProperty("clientsChosen", fault.clientsChosen());
            json.addProperty("clientsHit", fault.clientsHit());
            json.addProperty("died", fault.died());
            json.addProperty("survived", fault.survived());
            Fields.putNumber(json, "t50", fault.t50());
            Fields.putNumber(json, "t90", fault.t90());
            Fields.putNumber(json, "t99", fault.t99());
            Fields.putNumber(json, "t100", fault.t100());
            json.addProperty("unit", "ms");
            json.add("metrics", MetricJson.write(fault.metrics()));
            JsonArray curve = new JsonArray();
            for (Returned returned : fault.curve()) {
                JsonArray point = new JsonArray();
                point.add(returned.millis());
                point.add(returned.clients());
                curve.add(point);
            }
            json.add("curve", curve);
            faults.add(json);
        }
        return faults;
    }

    private static JsonArray bounds(RunResult run) {
        JsonArray bounds = new JsonArray();
        for (BoundCheck bound : run.bounds()) {
            JsonObject json = new JsonObject();
            json.addProperty("metric", bound.metric());
            json.addProperty("scope", bound.scope());
            json.addProperty("formula", bound.formula());
            Fields.putNumber(json, "bound", bound.boundMillis());
            json.addProperty("measured", bound.measured());
            json.addProperty("exceeded", bound.exceeded());
            Fields.putNumber(json, "max", bound.maxMillis());
            json.addProperty("unit", "ms");
            bounds.add(json);
        }
        return bounds;
    }

    private static JsonArray objectives(RunResult run) {
        JsonArray objectives = new JsonArray();
        for (RunResult.ObjectiveOutcome objective : run.objectives()) {
            JsonObject json = new JsonObject();
            json.addProperty("text", objective.text());
            json.addProperty("actual", objective.actual());
            json.addProperty("outcome", Fields.word(objective.outcome()));
            json.addProperty("reason", objective.reason());
            objectives.add(json);
        }
        return objectives;
    }
}
