package dev.flatline.chaos.plan;

import dev.flatline.chaos.data.DataException;
import dev.flatline.chaos.data.Fields;
import dev.flatline.chaos.data.Numbers;
import dev.flatline.chaos.target.Condition;
import dev.flatline.chaos.target.Conditions;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Parameter;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads toxics and their targets from maps, lists and plain values. A toxic has the keys that Toxiproxy gave it, and
 * {@code target}: {@code {type: latency, attributes: {latency: 100}, toxicity: 0.5, target: {group: blue}}}. The name of
 * a type alone is a toxic with all its defaults. Where it has a time to live of its own, that is {@code ttl: 30s}.
 */
public final class ToxicReader {

    private static final List<String> KEYS = List.of("name", "type", "stream", "toxicity", "attributes", "target");
    private static final List<String> TIMED_KEYS =
            List.of("name", "type", "stream", "toxicity", "attributes", "target", "ttl");
    private static final List<String> BARE_KEYS = List.of("type", "stream", "attributes");
    private static final int MAX_NAME = 200;
    private static final long LEAST_TTL_NANOS = 1_000_000;
    private static final long MOST_TTL_NANOS = 8_760L * 3_600 * 1_000_000_000L;

    private final Map<String, ToxicType> types = new LinkedHashMap<>();

    /** A reader that knows these types. */
    public ToxicReader(Collection<ToxicType> types) {
        types.forEach(type -> this.types.put(type.name(), type));
    }

    /**
     * A toxic; without a name it is called {@code <type>_<stream>}, as Toxiproxy does.
     *
     * @param path the keys that lead to it; may be empty
     * @throws DataException if it cannot be read
     */
    public NamedToxic toxic(@Nullable Object data, String path) {
        return toxic(fields(data, path, KEYS), Optional.empty());
    }

    /**
     * The same with nothing but {@code type}, {@code stream} and {@code attributes}, where something else says whom it hits
     * and how long it lasts.
     *
     * @param path the keys that lead to it; may be empty
     * @throws DataException if it cannot be read
     */
    public NamedToxic bare(@Nullable Object data, String path) {
        return toxic(fields(data, path, BARE_KEYS), Optional.empty());
    }

    /**
     * The same with {@code ttl}, of 1 ms to a year.
     *
     * @param path the keys that lead to it; may be empty
     * @throws DataException if it cannot be read
     */
    public TimedToxic timed(@Nullable Object data, String path) {
        return timed(data, path, Optional.empty());
    }

    /**
     * The same of a toxic whose name is known already; the data may repeat it.
     *
     * @param path the keys that lead to it; may be empty
     * @throws DataException if it cannot be read
     */
    public TimedToxic timed(@Nullable Object data, String path, String name) {
        return timed(data, path, Optional.of(name));
    }

    /**
     * What the keys that are there make of a toxic. Attributes are merged one by one, everything else is replaced; name and
     * type may be repeated. Its time to live is what the data say, not what it was before.
     *
     * @param path the keys that lead to it; may be empty
     * @return with {@code before} itself if nothing changes
     * @throws DataException if it cannot be read
     */
    public TimedToxic merged(@Nullable Object data, String path, NamedToxic before) {
        Fields fields = Fields.of(data, path, TIMED_KEYS);
        ToxicType type = before.toxic().type();
        stays(fields, "name", before.name());
        stays(fields, "type", type.name());
        Toxic toxic = toxic(type, before.toxic().values(), fields);
        NamedToxic next = new NamedToxic(
                before.name(),
                fields.word("stream", streams(), before.stream()),
                fields.share("toxicity", before.toxicity()),
                target(fields, before.target()),
                toxic.values().equals(before.toxic().values()) ? before.toxic() : toxic);
        return new TimedToxic(next.equals(before) ? before : next, ttl(fields));
    }

    /**
     * A target: conditions by their keys, each with one value or a list of values, all of which must be met.
     *
     * @param path the keys that lead to it; may be empty
     * @throws DataException if it cannot be read
     */
    public Target target(@Nullable Object data, String path) {
        Fields fields = Fields.filled(data, path, Conditions.keys());
        List<Condition> conditions = new ArrayList<>();
        for (String key : fields.keys()) {
            Object value = fields.value(key);
            List<?> values = value instanceof List<?> list ? list : List.of(value);
            if (values.isEmpty()) {
                throw fields.bad(key, "a text or a list of texts, at least one");
            }
            for (Object one : values) {
                if (!(one instanceof String) && Numbers.whole(one).isEmpty()) {
                    throw fields.bad(key, "a text or a list of texts");
                }
                conditions.add(fields.made(() -> Conditions.of(key, one.toString())));
            }
        }
        return new Target(conditions);
    }

    /** A type by its name, as {@link Partition#toxics} wants it. */
    public @Nullable ToxicType type(String name) {
        return types.get(name);
    }

    /** The directions by their words. */
    static Map<String, Stream> streams() {
        Map<String, Stream> words = new LinkedHashMap<>();
        for (Stream stream : Stream.values()) {
            words.put(stream.word(), stream);
        }
        return words;
    }

    private TimedToxic timed(@Nullable Object data, String path, Optional<String> name) {
        Fields fields = fields(data, path, TIMED_KEYS);
        name.ifPresent(known -> stays(fields, "name", known));
        return new TimedToxic(toxic(fields, name), ttl(fields));
    }

    private Fields fields(@Nullable Object data, String path, List<String> keys) {
        if (!(data instanceof String type)) {
            return Fields.of(data, path, keys);
        }
        if (!types.containsKey(type)) {
            throw new DataException(path, Fields.shown(type) + ", " + Nearest.accepted(type, types.keySet()));
        }
        return Fields.of(Map.of("type", type), path, keys);
    }

    private NamedToxic toxic(Fields fields, Optional<String> name) {
        ToxicType type = fields.word("type", types);
        Stream stream = fields.word("stream", streams(), type.stream());
        return new NamedToxic(
                name(fields, name.orElse(type.name() + "_" + stream.word())),
                stream,
                fields.share("toxicity", 1),
                target(fields, Target.EVERYONE),
                toxic(type, type.defaults(), fields));
    }

    private static String name(Fields fields, String fallback) {
        String name = fields.text("name", fallback);
        if (name.length() > MAX_NAME) {
            throw new DataException(
                    fields.at("name"), name.length() + " characters, accepted is a text of 1 to " + MAX_NAME);
        }
        return name;
    }

    private static void stays(Fields fields, String key, String fixed) {
        if (fields.has(key) && !fields.text(key).equals(fixed)) {
            throw fields.bad(key, "'" + fixed + "', which stays");
        }
    }

    private Target target(Fields toxic, Target fallback) {
        return toxic.has("target") ? target(toxic.value("target"), toxic.at("target")) : fallback;
    }

    private static OptionalLong ttl(Fields fields) {
        return fields.has("ttl")
                ? OptionalLong.of(fields.nanos("ttl", LEAST_TTL_NANOS, MOST_TTL_NANOS))
                : OptionalLong.empty();
    }

    /** The toxic with the values that are there, on top of those before. */
    private static Toxic toxic(ToxicType type, Values before, Fields toxic) {
        List<String> names = type.parameters().stream().map(Parameter::name).toList();
        Object data = toxic.has("attributes") ? toxic.value("attributes") : Map.of();
        Fields fields = Fields.filled(data, toxic.at("attributes"), names);
        Values values = before;
        for (Parameter parameter : type.parameters()) {
            if (fields.has(parameter.name())) {
                Values others = values;
                Object value = converted(parameter, fields.value(parameter.name()));
                values = fields.made(() -> others.with(parameter.name(), value));
            }
        }
        Values all = values;
        return fields.made(() -> type.create(all));
    }

    /** The value in the class that the attribute wants; as it is if it cannot be that. */
    private static Object converted(Parameter parameter, Object value) {
        switch (parameter.kind()) {
            case WHOLE -> {
                OptionalLong whole = Numbers.whole(value);
                return whole.isPresent() ? (Object) whole.getAsLong() : value;
            }
            case REAL -> {
                OptionalDouble real = Numbers.real(value);
                return real.isPresent() ? (Object) real.getAsDouble() : value;
            }
            case FLAG -> {
                return value.equals("true") ? (Object) true : value.equals("false") ? (Object) false : value;
            }
            default -> {
                return value;
            }
        }
    }
}
