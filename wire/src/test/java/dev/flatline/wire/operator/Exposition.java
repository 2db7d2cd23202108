package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page of metrics as strictly as the format is written down
 * (https://prometheus.io/docs/instrumenting/exposition_formats/): every sample belongs to the family announced before it, a
 * family has one HELP, one TYPE and is in one place, no series is there twice, every value is a number.
 */
final class Exposition {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)");
    private static final Pattern LABELS = Pattern.compile(
            "[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\[\\\\n\"])*\"(?:,[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\[\\\\n\"])*\")*");
    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "gauge", List.of(""),
            "histogram", List.of("_bucket", "_count", "_sum"),
            "summary", List.of("", "_count", "_sum"));

    /** By name and labels as written. */
    final Map<String, Double> series = new LinkedHashMap<>();
    /** By name of the family. */
    final Map<String, String> types = new LinkedHashMap<>();

    private final boolean openMetrics;
    private final Set<String> helped = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private String family = "";

    private Exposition(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    static Exposition ofPrometheus(String text) {
        Exposition page = new Exposition(false);
        page.read(text);
        return page;
    }

    static Exposition ofOpenMetrics(String text) {
        assertTrue(text.endsWith("\n# EOF\n"), "OpenMetrics ends with # EOF");
        Exposition page = new Exposition(true);
        page.read(text.substring(0, text.length() - "# EOF\n".length()));
        return page;
    }

    double value(String name) {
        Double value = series.get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in " + series.keySet());
        }
        return value;
    }

    private void read(String text) {
        assertTrue(text.endsWith("\n"), "the last line ends");
        text.lines().forEach(this::readLine);
        for (String name : types.keySet()) {
            assertTrue(helped.contains(name), () -> name + " has no HELP");
        }
    }

    private void readLine(String line) {
        if (line.startsWith("# ")) {
            readComment(line.split(" ", 4));
        } else {
            readSample(line);
        }
    }

    private void readComment(String[] words) {
        assertTrue(words.length == 4, () -> "not HELP, TYPE or UNIT: " + String.join(" ", words));
        String name = words[2];
        if (!name.equals(family)) {
            assertTrue(ended.add(name), () -> name + " is in two places");
            family = name;
        }
        switch (words[1]) {
            case "HELP" -> assertTrue(helped.add(name), () -> name + " has two HELPs");
            case "TYPE" -> assertTrue(types.put(name, words[3]) == null, () -> name + " has two TYPEs");
            case "UNIT" -> assertTrue(openMetrics && name.endsWith("_" + words[3]), () -> "unit of " + name);
            default -> throw new AssertionError("unknown comment: " + String.join(" ", words));
        }
    }

    private void readSample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertTrue(sample.matches(), () -> "no sample: " + line);
        String labels = sample.group(2);
        assertTrue(labels == null || LABELS.matcher(labels).matches(), () -> "labels: " + line);
        assertTrue(belongsToFamily(sample.group(1)), () -> line + " is not of the family " + family);
        double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
        String key = labels == null ? sample.group(1) : sample.group(1) + "{" + labels + "}";
        assertTrue(series.put(key, value) == null, () -> "twice: " + key);
    }

    private boolean belongsToFamily(String name) {
        String type = types.getOrDefault(family, "none");
        if (type.equals("counter")) {
            return name.equals(openMetrics ? family + "_total" : family) && name.endsWith("_total");
        }
        if (type.equals("info")) {
            return openMetrics && name.equals(family + "_info");
        }
        return SUFFIXES.getOrDefault(type, List.of()).stream().anyMatch(suffix -> name.equals(family + suffix));
    }
}
