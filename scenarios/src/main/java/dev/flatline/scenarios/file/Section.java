package dev.flatline.scenarios.file;

import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.file.YamlValue.Entry;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.file.YamlValue.Scalar;
import dev.flatline.scenarios.file.YamlValue.Sequence;
import dev.flatline.scenarios.unit.Quantity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a scenario file while it is read. It knows its keys, reports what is wrong with them, and writes down
 * every value that was used, defaults too: together the sections give the resolved file.
 *
 * <p>What cannot be read is reported and empty; {@link #build} then gives nothing, so one mistake is reported once.
 */
final class Section {

    private final @Nullable Section parent;
    private final String path;
    private final Mapping in;
    private final Problems problems;
    private final List<String> known;
    private final Map<String, Object> resolved = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private boolean sound = true;

    Section(@Nullable Section parent, String path, Mapping in, Problems problems, List<String> known) {
        this.parent = parent;
        this.path = path;
        this.in = in;
        this.problems = problems;
        this.known = known;
        in.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                fail(entry.key(), at(key), "unknown key; " + Nearest.hint(key, known));
            }
        });
    }

    /** The value of a key that must be there. */
    <T> Optional<T> required(String key, Function<String, T> parse) {
        if (!has(key)) {
            missing(key);
            return Optional.empty();
        }
        return parsed(key, parse);
    }

    /** The value of a key, or what the default says. */
    <T> Optional<T> optional(String key, String byDefault, Function<String, T> parse) {
        if (has(key)) {
            return parsed(key, parse);
        }
        resolved.put(key, byDefault);
        return Optional.of(parse.apply(byDefault));
    }

    /** Whether the key is there. */
    boolean has(String key) {
        asked.add(key);
        return in.entries().containsKey(key);
    }

    /** The keys in the section of a key, before that section is read; none if it is no section. */
    Set<String> keysOf(String key) {
        return has(key) && entry(key).value() instanceof Mapping section
                ? section.entries().keySet()
                : Set.of();
    }

    /** The text of a key in the section of a key, before that section is read. */
    Optional<String> textOf(String key, String inner) {
        if (entry(key).value() instanceof Mapping section) {
            Entry found = section.entries().get(inner);
            if (found != null && found.value() instanceof Scalar scalar) {
                return Optional.of(scalar.text());
            }
        }
        return Optional.empty();
    }

    /** Whether a key that holds a section says {@code none} instead, or nothing and that is what nothing means. */
    boolean isNone(String key, boolean byDefault) {
        boolean none = has(key)
                ? entry(key).value() instanceof Scalar scalar && scalar.text().equals("none")
                : byDefault;
        if (none) {
            resolved.put(key, "none");
        }
        return none;
    }

    /** Whether the value of a key that is there is a section. */
    boolean isSection(String key) {
        return entry(key).value() instanceof Mapping;
    }

    /** Whether the value of a key that is there is a list. */
    boolean isList(String key) {
        return entry(key).value() instanceof Sequence;
    }

    /** The section of a key; when the key is missing, an empty one that takes the defaults. */
    Section child(String key, List<String> keys) {
        YamlValue value = has(key) ? entry(key).value() : new Mapping(in.origin(), new LinkedHashMap<>());
        return child(value, at(key), keys, section -> resolved.put(key, section));
    }

    /** The sections of a list; none when the key is missing. */
    List<Section> children(String key, List<String> keys) {
        List<Object> all = new ArrayList<>();
        resolved.put(key, all);
        List<Section> sections = new ArrayList<>();
        items(key).forEach(item -> sections.add(child(item, item(key, sections.size()), keys, all::add)));
        return sections;
    }

    /** How many items a list has that is there. */
    int size(String key) {
        return items(key).size();
    }

    /** The sections of a list, an item that is a single value standing for a section with this key alone. */
    List<Section> children(String key, List<String> keys, String shortKey) {
        if (has(key) && entry(key).value() instanceof Sequence sequence) {
            sequence.items().replaceAll(item -> item instanceof Scalar single ? section(shortKey, single) : item);
        }
        return children(key, keys);
    }

    private static Mapping section(String key, Scalar value) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        entries.put(key, new Entry(value.origin(), value));
        return new Mapping(value.origin(), entries);
    }

    /** The values of a list; none when the key is missing. */
    <T> List<T> list(String key, Function<String, T> parse) {
        List<Object> texts = new ArrayList<>();
        resolved.put(key, texts);
        List<T> values = new ArrayList<>();
        for (YamlValue item : items(key)) {
            String itemPath = item(key, texts.size());
            texts.add(item instanceof Scalar scalar ? scalar.text() : "");
            scalar(item, itemPath)
                    .flatMap(scalar -> parsed(scalar, itemPath, parse))
                    .ifPresent(values::add);
        }
        return values;
    }

    /** Makes something of the values, unless one of them is missing or wrong; a check that fails is a mistake here. */
    <T> Optional<T> build(Supplier<T> maker) {
        in.entries().forEach((key, entry) -> {
            if (known.contains(key) && !asked.contains(key)) {
                fail(entry.key(), at(key), "does not go with the other values here");
            }
        });
        if (!sound) {
            return Optional.empty();
        }
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException refused) {
            fail(in.origin(), path, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** Makes one thing of some of the values; a check that fails is a mistake of this key. */
    <T> Optional<T> part(String key, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException refused) {
            reject(key, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** What a reader of plain data makes of the value of a key that is there, whatever it is. */
    <T> Optional<T> data(String key, BiFunction<@Nullable Object, String, T> reader) {
        asked.add(key);
        YamlValue value = entry(key).value();
        Optional<T> read =
                new YamlData(value, at(key), problems).read(() -> reader.apply(YamlData.plain(value), at(key)));
        if (read.isEmpty()) {
            fail();
        }
        return read;
    }

    /** Reports each of these keys that is there, although it is only for somebody else. */
    void refuse(String forWhom, String... keys) {
        for (String key : keys) {
            if (has(key)) {
                reject(key, "found a key that is only for " + forWhom + "; accepted: without it");
            }
        }
    }

    /** Reports that the value of a key is wrong, or the section if the key is not there. */
    void reject(String key, String message) {
        boolean there = in.entries().containsKey(key);
        fail(there ? entry(key).value().origin() : in.origin(), at(key), message);
    }

    /** Reports that a key must be there. */
    void missing(String key) {
        boolean mistyped = in.entries().keySet().stream()
                .anyMatch(typed -> !known.contains(typed)
                        && Nearest.to(typed, known).filter(key::equals).isPresent());
        if (mistyped) {
            fail();
        } else {
            fail(in.origin(), at(key), "missing; it is required");
        }
    }

    /** The keys that are there. */
    Set<String> keys() {
        return in.entries().keySet();
    }

    /** A file whose place is given from the folder of the scenario file. */
    Path beside(String file) {
        Section root = this;
        while (root.parent != null) {
            root = root.parent;
        }
        try {
            return Path.of(root.in.origin().source())
                    .toAbsolutePath()
                    .resolveSibling(file)
                    .normalize();
        } catch (InvalidPathException nonsense) {
            throw Quantity.bad(file, "the name of a file");
        }
    }

    /** Writes down another text for a value that was used, which means the same wherever the resolved file stands. */
    void resolveTo(String key, String text) {
        resolved.put(key, text);
    }

    /** The same of a value with keys of its own. */
    void resolveTo(String key, Map<String, Object> values) {
        resolved.put(key, values);
    }

    /** What was used, defaults too, as maps, lists and text. */
    Map<String, Object> resolved() {
        return resolved;
    }

    private List<YamlValue> items(String key) {
        if (!has(key)) {
            return List.of();
        }
        YamlValue value = entry(key).value();
        if (value instanceof Sequence sequence) {
            return sequence.items();
        }
        fail(value.origin(), at(key), "found " + value.kind() + "; accepted: a list");
        return List.of();
    }

    private Section child(YamlValue value, String childPath, List<String> keys, Consumer<Map<String, Object>> place) {
        Mapping mapping = new Mapping(value.origin(), new LinkedHashMap<>());
        Problems reported = problems;
        if (value instanceof Mapping given) {
            mapping = given;
        } else {
            fail(
                    value.origin(),
                    childPath,
                    "found " + value.kind() + "; accepted: keys with values (" + String.join(", ", keys) + ")");
            reported = new Problems();
        }
        Section section = new Section(this, childPath, mapping, reported, keys);
        place.accept(section.resolved);
        return section;
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parse) {
        Optional<Scalar> scalar = scalar(entry(key).value(), at(key));
        scalar.ifPresent(found -> resolved.put(key, found.text()));
        return scalar.flatMap(found -> parsed(found, at(key), parse));
    }

    private <T> Optional<T> parsed(Scalar scalar, String scalarPath, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(scalar.text()));
        } catch (IllegalArgumentException refused) {
            fail(scalar.origin(), scalarPath, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Scalar> scalar(YamlValue value, String valuePath) {
        if (value instanceof Scalar scalar) {
            return Optional.of(scalar);
        }
        fail(value.origin(), valuePath, "found " + value.kind() + "; accepted: a single value");
        return Optional.empty();
    }

    private Entry entry(String key) {
        Entry entry = in.entries().get(key);
        if (entry == null) {
            throw new IllegalStateException("no key " + key);
        }
        return entry;
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String item(String key, int index) {
        return at(key) + "[" + index + "]";
    }

    private void fail(Origin origin, String where, String message) {
        problems.add(origin, where, message);
        fail();
    }

    private void fail() {
        sound = false;
        if (parent != null) {
            parent.fail();
        }
    }
}
