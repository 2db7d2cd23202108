package dev.flatline.chaos.data;

import dev.flatline.core.text.Durations;
import dev.flatline.core.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One map of a plan, with the keys that may be in it. A key with null is as good as absent. Whatever cannot be read is a
 * {@link DataException} that names the key with its path.
 */
public final class Fields {

    private static final int MAX_SHOWN = 60;

    private final String path;
    private final Map<String, Object> values;

    private Fields(String path, Map<String, Object> values) {
        this.path = path;
        this.values = values;
    }

    /**
     * A map of known keys.
     *
     * @param path the keys that lead to it; may be empty
     * @param known the keys that may be there
     * @throws DataException if it is no map, or has another key
     */
    public static Fields of(@Nullable Object value, String path, Collection<String> known) {
        if (!(value instanceof Map<?, ?> map)) {
            throw bad(path, value, "keys with values (" + String.join(", ", known) + ")");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, inner) -> {
            String key = String.valueOf(name);
            if (!known.contains(key)) {
                throw new DataException(join(path, key), "unknown key, " + Nearest.accepted(key, known));
            }
            if (inner != null) {
                values.put(key, inner);
            }
        });
        return new Fields(path, values);
    }

    /**
     * The same where every key must have a value: null is refused.
     *
     * @param path the keys that lead to it; may be empty
     * @param known the keys that may be there
     * @throws DataException if it is no map, or has another key, or one without a value
     */
    public static Fields filled(@Nullable Object value, String path, Collection<String> known) {
        Fields fields = of(value, path, known);
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (inner == null) {
                    throw bad(fields.at(String.valueOf(key)), null, "a value");
                }
            });
        }
        return fields;
    }

    /** Whether a key is there. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The keys that are there, in their order. */
    public Collection<String> keys() {
        return values.keySet();
    }

    /** The keys that lead to a key. */
    public String at(String key) {
        return join(path, key);
    }

    /** The value of a key that must be there. */
    public Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new DataException(at(key), "missing, it is required");
        }
        return value;
    }

    /** A text that must be there and not be empty. */
    public String text(String key) {
        if (value(key) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw bad(key, "a text");
    }

    /** A text. */
    public String text(String key, String fallback) {
        return has(key) ? text(key) : fallback;
    }

    /** One of several words that must be there, with its meaning. */
    public <T> T word(String key, Map<String, T> meanings) {
        T meaning = meanings.get(String.valueOf(value(key)));
        if (meaning == null) {
            throw new DataException(
                    at(key),
                    shown(value(key)) + ", " + Nearest.accepted(String.valueOf(value(key)), meanings.keySet()));
        }
        return meaning;
    }

    /** One of several words, with its meaning. */
    public <T> T word(String key, Map<String, T> meanings, T fallback) {
        return has(key) ? word(key, meanings) : fallback;
    }

    /** A duration such as {@code 500ms} that must be there, in nanoseconds. */
    public long nanos(String key) {
        return nanos(key, 0, Durations.MAX_NANOS);
    }

    /** A duration in a range that must be there, in nanoseconds. */
    public long nanos(String key, long leastNanos, long mostNanos) {
        if (!(value(key) instanceof String text)) {
            throw bad(key, Durations.ACCEPTED);
        }
        try {
            return Durations.nanos(text, leastNanos, mostNanos);
        } catch (IllegalArgumentException refused) {
            throw bad(key, String.valueOf(refused.getMessage()));
        }
    }

    /** A duration in nanoseconds. */
    public long nanos(String key, long fallback) {
        return has(key) ? nanos(key) : fallback;
    }

    /** A whole number in a range. */
    public int whole(String key, int fallback, int least, int most) {
        if (!has(key)) {
            return fallback;
        }
        OptionalLong number = Numbers.whole(value(key));
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            throw bad(key, "a whole number from " + least + " to " + most);
        }
        return (int) number.getAsLong();
    }

    /** A share. */
    public double share(String key, double fallback) {
        if (!has(key)) {
            return fallback;
        }
        OptionalDouble share = Numbers.share(value(key));
        if (share.isEmpty()) {
            throw bad(key, "a share of 0 to 1, or 0% to 100%");
        }
        return share.getAsDouble();
    }

    /** A text or a list of texts, at least one. */
    public List<String> texts(String key) {
        Object value = value(key);
        List<?> items = value instanceof List<?> list ? list : List.of(value);
        List<String> texts = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof String text) || text.isBlank()) {
                throw bad(key, "a text or a list of texts");
            }
            texts.add(text);
        }
        if (texts.isEmpty()) {
            throw bad(key, "at least one");
        }
        return texts;
    }

    /** The items of a list that must be there. */
    public List<?> items(String key) {
        if (value(key) instanceof List<?> list) {
            return list;
        }
        throw bad(key, "a list");
    }

    /** Makes something of the values; what its maker refuses is told with this map's path. */
    public <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (DataException placed) {
            throw placed;
        } catch (IllegalArgumentException refused) {
            throw refused(String.valueOf(refused.getMessage()));
        }
    }

    /** What to throw when the value of a key is not what is accepted. */
    public DataException bad(String key, String accepted) {
        return bad(at(key), values.get(key), accepted);
    }

    /** What to throw when a value is not what is accepted. */
    public static DataException bad(String path, @Nullable Object found, String accepted) {
        return new DataException(path, shown(found) + ", accepted is " + accepted);
    }

    /** A message that begins with one of the keys belongs to that key. */
    private DataException refused(String message) {
        for (String key : values.keySet()) {
            if (message.startsWith(key + ": ")) {
                return new DataException(at(key), message.substring(key.length() + 2));
            }
        }
        return new DataException(path, message);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? cut(key) : path + "." + cut(key);
    }

    /** What was found, in quotes and cut if it is long. */
    public static String shown(@Nullable Object found) {
        if (found == null) {
            return "nothing";
        }
        if (found instanceof Map) {
            return "keys with values";
        }
        return found instanceof List ? "a list" : "'" + cut(String.valueOf(found)) + "'";
    }

    private static String cut(String text) {
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    }
}
