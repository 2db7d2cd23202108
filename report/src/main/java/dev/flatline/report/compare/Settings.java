package dev.flatline.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resolved scenario of a result folder as keys and values, such as {@code timeline[0].for} and {@code 10s}. It reads the block
 * style in which Flatline writes that file, and not YAML at large: of anything else the lines are kept as they are.
 */
final class Settings {

    private static final Pattern LINE = Pattern.compile("( *)((?:- )*)(?:([\\w.-]+):)?(?: ?)(.*)");
    private static final Set<String> TOLD = Set.of("name", "description", "seed", "duration", "clients.count");

    private Settings() {}

    static Map<String, String> of(String scenario) {
        Map<String, String> settings = new LinkedHashMap<>();
        TreeMap<Integer, String> keys = new TreeMap<>();
        Map<String, Integer> items = new LinkedHashMap<>();
        for (String line : scenario.lines().toList()) {
            Matcher parts = LINE.matcher(line);
            if (line.isBlank() || line.strip().startsWith("#") || !parts.matches()) {
                continue;
            }
            int indent = parts.group(1).length();
            for (int dash = 0; dash < parts.group(2).length(); dash += 2) {
                // The dash of a list may stand right below its key, or further in.
                keys.tailMap(indent, false).clear();
                String list = String.join("", keys.headMap(indent, true).values());
                keys.put(indent + 1, "[" + (items.merge(list, 1, Integer::sum) - 1) + "]");
                indent += 2;
            }
            String key = parts.group(3);
            keys.tailMap(indent, true).clear();
            if (key != null) {
                keys.put(indent, (keys.isEmpty() ? "" : ".") + key);
            }
            if (!parts.group(4).isEmpty()) {
                settings.put(String.join("", keys.values()), parts.group(4));
            }
        }
        return settings;
    }

    /**
     * What the sides are set to differently, by key: a value for each side. What a comparison tells anyway is left out.
     *
     * @param sides the settings of each run of each side
     */
    static Map<String, List<String>> differing(List<List<Map<String, String>>> sides) {
        Set<String> keys = new LinkedHashSet<>();
        sides.forEach(side -> side.forEach(run -> keys.addAll(run.keySet())));
        Map<String, List<String>> differing = new LinkedHashMap<>();
        for (String key : keys) {
            List<String> values = new ArrayList<>();
            for (List<Map<String, String>> side : sides) {
                values.add(String.join(
                        " and ",
                        side.stream()
                                .map(run -> run.getOrDefault(key, "–"))
                                .distinct()
                                .toList()));
            }
            if (!TOLD.contains(key) && values.stream().distinct().count() > 1) {
                differing.put(key, values);
            }
        }
        return differing;
    }
}
