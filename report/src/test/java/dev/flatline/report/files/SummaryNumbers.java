package dev.flatline.report.files;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of a {@code summary.json} as they stand in it, for tests that compare them with something else. */
public final class SummaryNumbers {

    private SummaryNumbers() {}

    /** Every number of every metric: {@code outage.p99}, or the metric's name alone where it has one value. */
    public static Map<String, String> metrics(Path summary) throws IOException {
        Map<String, String> numbers = new LinkedHashMap<>();
        take("", json(summary).getAsJsonObject("metrics"), numbers);
        return numbers;
    }

    /** The same of the metrics of faults and groups: {@code fault.0.outage.p99}, {@code group.phones.outage.p99}. */
    public static Map<String, String> scoped(Path summary) throws IOException {
        Map<String, String> numbers = new LinkedHashMap<>();
        json(summary)
                .getAsJsonArray("faults")
                .forEach(fault -> take(
                        "fault." + fault.getAsJsonObject().get("index").getAsInt() + ".",
                        fault.getAsJsonObject().getAsJsonObject("metrics"),
                        numbers));
        json(summary)
                .getAsJsonObject("groups")
                .entrySet()
                .forEach(group ->
                        take("group." + group.getKey() + ".", group.getValue().getAsJsonObject(), numbers));
        return numbers;
    }

    private static void take(String scope, JsonObject metrics, Map<String, String> numbers) {
        for (Map.Entry<String, JsonElement> metric : metrics.entrySet()) {
            metric.getValue().getAsJsonObject().entrySet().stream()
                    .filter(field -> !List.of("type", "unit").contains(field.getKey()))
                    .forEach(field -> numbers.put(
                            scope + metric.getKey() + (field.getKey().equals("value") ? "" : "." + field.getKey()),
                            field.getValue().isJsonNull()
                                    ? ""
                                    : field.getValue().getAsString()));
        }
    }

    /** The actual values of the objectives. */
    public static List<String> actuals(Path summary) throws IOException {
        List<String> actuals = new ArrayList<>();
        for (JsonElement objective : json(summary).getAsJsonArray("objectives")) {
            actuals.add(objective.getAsJsonObject().get("actual").getAsString());
        }
        return actuals;
    }

    private static JsonObject json(Path summary) throws IOException {
        return JsonParser.parseString(Files.readString(summary)).getAsJsonObject();
    }
}
