package dev.flatline.scenarios.file;

import dev.flatline.chaos.data.DataException;
import dev.flatline.scenarios.file.YamlValue.Entry;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.file.YamlValue.Scalar;
import dev.flatline.scenarios.file.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document as plain maps, lists and texts, for readers that know no files; their complaints find their way back
 * to the line.
 */
final class YamlData {

    /** Where a complaint begins with what was found. */
    private static final Pattern FOUND =
            Pattern.compile("'|(keys with values|a list|nothing|(?!missing)[^\\s,]+), accepted is");

    private final YamlValue root;
    private final String path;
    private final Problems problems;

    /**
     * A part of a document.
     *
     * @param path the keys that lead to it
     */
    YamlData(YamlValue root, String path, Problems problems) {
        this.root = root;
        this.path = path;
        this.problems = problems;
    }

    /** What a reader makes of it; what it cannot read is a problem at its place. */
    <T> Optional<T> read(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (DataException wrong) {
            report(wrong);
            return Optional.empty();
        }
    }

    private void report(DataException wrong) {
        String what = String.valueOf(wrong.getMessage());
        boolean placed = !wrong.path().isEmpty();
        if (placed) {
            what = what.substring(wrong.path().length() + 2);
        }
        String below = wrong.path().startsWith(path) ? wrong.path().substring(path.length()) : "";
        String found = FOUND.matcher(what).lookingAt() ? "found " : "";
        problems.add(origin(root, below, what.startsWith("unknown key")), wrong.path(), found + what);
    }

    /** The place that some steps such as {@code .toxic.attributes[0]} lead to, as far as they can be followed. */
    private static Origin origin(YamlValue value, String steps, boolean ofKey) {
        String rest = steps.startsWith(".") ? steps.substring(1) : steps;
        if (value instanceof Sequence sequence && rest.startsWith("[")) {
            int end = rest.indexOf(']');
            int index = Integer.parseInt(rest.substring(1, end));
            return origin(sequence.items().get(index), rest.substring(end + 1), ofKey);
        }
        if (value instanceof Mapping mapping && !rest.isEmpty()) {
            String key = step(mapping, rest);
            Entry entry = key == null ? null : mapping.entries().get(key);
            if (key != null && entry != null) {
                String further = rest.substring(Math.min(rest.length(), key.length()));
                return further.isEmpty() && ofKey ? entry.key() : origin(entry.value(), further, ofKey);
            }
        }
        return value.origin();
    }

    /** The longest key that the steps begin with: a key may have dots. */
    private static @Nullable String step(Mapping mapping, String steps) {
        String longest = null;
        for (String key : mapping.entries().keySet()) {
            boolean first = steps.equals(key) || steps.startsWith(key + ".") || steps.startsWith(key + "[");
            if (first && (longest == null || key.length() > longest.length())) {
                longest = key;
            }
        }
        return longest;
    }

    /** Maps, lists and texts; what is written without a value is null. */
    static @Nullable Object plain(YamlValue value) {
        if (value instanceof Mapping mapping) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> map.put(key, plain(entry.value())));
            return map;
        }
        if (value instanceof Sequence sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(plain(item)));
            return list;
        }
        String text = ((Scalar) value).text();
        return text.isEmpty() || text.equals("null") ? null : text;
    }
}
