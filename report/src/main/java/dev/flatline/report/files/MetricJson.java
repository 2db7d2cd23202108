package dev.flatline.report.files;

import com.google.gson.JsonObject;
import dev.flatline.core.measure.Metric;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A metric as JSON and back. */
final class MetricJson {

    private static final String MILLIS = "ms";

    private MetricJson() {}

    static JsonObject write(Map<String, Metric> metrics) {
        JsonObject json = new JsonObject();
        metrics.forEach((name, metric) -> json.add(name, write(metric)));
        return json;
    }

    static Map<String, Metric> read(Map<String, Fields> json) throws ResultFolderException {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> entry : json.entrySet()) {
            metrics.put(entry.getKey(), read(entry.getValue()));
        }
        return Collections.unmodifiableMap(metrics);
    }

    static JsonObject write(Metric metric) {
        JsonObject json = new JsonObject();
        if (metric instanceof Metric.Distribution distribution) {
            json.addProperty("type", "distribution");
            distribution(json, distribution);
        } else if (metric instanceof Metric.Count count) {
            json.addProperty("type", "count");
            json.addProperty("value", count.value());
        } else if (metric instanceof Metric.Duration duration) {
            json.addProperty("type", "duration");
            Fields.putNumber(json, "value", duration.millis());
            json.addProperty("unit", MILLIS);
        } else if (metric instanceof Metric.Ratio ratio) {
            json.addProperty("type", "ratio");
            Fields.putNumber(json, "value", ratio.value());
        } else if (metric instanceof Metric.Gauge gauge) {
            json.addProperty("type", "gauge");
            json.addProperty("max", gauge.max());
            json.addProperty("end", gauge.end());
        } else if (metric instanceof Metric.Absent absent) {
            json.addProperty("absent", absent.reason());
        } else {
            throw new IllegalArgumentException("no JSON for " + metric.getClass());
        }
        return json;
    }

    static Metric read(Fields json) throws ResultFolderException {
        if (json.has("absent")) {
            return new Metric.Absent(json.text("absent"));
        }
        String type = json.text("type");
        return switch (type) {
            case "distribution" ->
                new Metric.Distribution(
                        json.whole("count"),
                        json.whole("unfinished", 0),
                        json.number("mean"),
                        json.number("p50"),
                        json.number("p90"),
                        json.number("p99"),
                        json.number("p999"),
                        json.number("max"));
            case "count" -> new Metric.Count(json.whole("value"));
            case "duration" -> new Metric.Duration(json.number("value"));
            case "ratio" -> new Metric.Ratio(json.number("value"));
            case "gauge" -> new Metric.Gauge(json.whole("max"), json.whole("end"));
            default -> throw json.wrong("type", "distribution, count, duration, ratio or gauge");
        };
    }

    private static void distribution(JsonObject json, Metric.Distribution distribution) {
        json.addProperty("count", distribution.count());
        if (distribution.unfinished() > 0) {
            json.addProperty("unfinished", distribution.unfinished());
        }
        Fields.putNumber(json, "mean", distribution.mean());
        Fields.putNumber(json, "p50", distribution.p50());
        Fields.putNumber(json, "p90", distribution.p90());
        Fields.putNumber(json, "p99", distribution.p99());
        Fields.putNumber(json, "p999", distribution.p999());
        Fields.putNumber(json, "max", distribution.max());
        json.addProperty("unit", MILLIS);
    }
}
