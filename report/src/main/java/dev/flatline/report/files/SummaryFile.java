package dev.flatline.report.files;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.flatline.core.fault.FaultSign;
import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Returned;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code summary.json}, read back.
 *
 * @param flatline the version that wrote it
 * @param run what it says
 */
record SummaryFile(String flatline, RunResult run) {

    static SummaryFile read(Path file) throws ResultFolderException {
        Fields json = new Fields(parse(file), file.toString());
        if (!json.has("schema") || !json.has("flatline")) {
            throw new ResultFolderException(
                    file + " is not a summary of flatline: it has no fields \"schema\" and \"flatline\"");
        }
        if (json.whole("schema") != SummaryWriter.SCHEMA) {
            throw new ResultFolderException(
                    file + " has schema " + json.whole("schema") + ", this version reads " + SummaryWriter.SCHEMA);
        }
        return new SummaryFile(json.text("flatline"), run(json));
    }

    private static JsonObject parse(Path file) throws ResultFolderException {
        try {
            if (JsonParser.parseString(WholeFile.read(file, "a summary of flatline")) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException e) {
            throw new ResultFolderException(file + " is cut or is not JSON: expected a whole summary of flatline", e);
        }
        throw new ResultFolderException(file + " is empty or is no JSON object: expected a summary of flatline");
    }

    private static RunResult run(Fields json) throws ResultFolderException {
        RunResult.Identity identity = new RunResult.Identity(
                json.text("scenario"),
                json.text("description"),
                json.whole("seed"),
                json.text("engine"),
                json.text("target"),
                (int) json.whole("clients"),
                json.number("plannedSeconds"),
                json.text("startedAt"),
                json.text("command"));
        Map<String, Map<String, Metric>> groups = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> entry : json.objects("groups").entrySet()) {
            groups.put(entry.getKey(), MetricJson.read(entry.getValue().objects()));
        }
        return new RunResult(
                identity,
                json.word("state", RunResult.State.class),
                json.word("verdict", RunResult.Verdict.class),
                json.number("ranSeconds"),
                MetricJson.read(json.objects("metrics")),
                Collections.unmodifiableMap(groups),
                faults(json),
                bounds(json),
                objectives(json),
                json.textMap("environment"),
                json.texts("warnings"),
                json.text("traceHash"));
    }

    private static List<FaultOutcome> faults(Fields json) throws ResultFolderException {
        List<FaultOutcome> faults = new ArrayList<>();
        for (Fields fault : json.list("faults")) {
            faults.add(new FaultOutcome(
                    (int) fault.whole("index"),
                    fault.text("fault"),
                    fault.number("share"),
                    fault.number("beganSeconds"),
                    fault.number("endedSeconds"),
                    (int) fault.whole("clientsChosen"),
                    (int) fault.whole("clientsHit"),
                    (int) fault.whole("died"),
                    (int) fault.whole("survived"),
                    fault.number("t50"),
                    fault.number("t90"),
                    fault.number("t99"),
                    fault.number("t100"),
                    MetricJson.read(fault.objects("metrics")),
                    curve(fault),
                    nature(fault)));
        }
        return List.copyOf(faults);
    }

    /** Older files do not have it. */
    private static FaultOutcome.Nature nature(Fields fault) throws ResultFolderException {
        if (!fault.has("effect")) {
            return FaultOutcome.Nature.UNTOLD;
        }
        List<Integer> replicas = new ArrayList<>();
        for (long number : fault.wholes("replicas")) {
            replicas.add((int) number);
        }
        return new FaultOutcome.Nature(fault.word("sign", FaultSign.class), fault.text("effect"), replicas);
    }

    private static List<Returned> curve(Fields fault) throws ResultFolderException {
        List<Returned> curve = new ArrayList<>();
        for (List<Double> point : fault.pairs("curve")) {
            curve.add(new Returned(point.get(0), point.get(1).longValue()));
        }
        return List.copyOf(curve);
    }

    private static List<BoundCheck> bounds(Fields json) throws ResultFolderException {
        List<BoundCheck> bounds = new ArrayList<>();
        for (Fields bound : json.list("bounds")) {
            bounds.add(new BoundCheck(
                    bound.text("metric"),
                    bound.text("scope"),
                    bound.text("formula"),
                    bound.number("bound"),
                    bound.whole("measured"),
                    bound.whole("exceeded"),
                    bound.number("max")));
        }
        return List.copyOf(bounds);
    }

    private static List<ObjectiveOutcome> objectives(Fields json) throws ResultFolderException {
        List<ObjectiveOutcome> objectives = new ArrayList<>();
        for (Fields objective : json.list("objectives")) {
            objectives.add(new ObjectiveOutcome(
                    objective.text("text"),
                    objective.text("actual"),
                    objective.word("outcome", ObjectiveOutcome.Outcome.class),
                    objective.text("reason")));
        }
        return List.copyOf(objectives);
    }
}
