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
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads toxics and their targets from maps, lists and plain values. A toxic has the keys that Toxiproxy gave it, and
 * {@code target}: {@code {type: latency, attributes: {latency: 100}, toxicity: 0.5, target: {group: blue}}}. The name of
 * a type alone is a toxic with all its defaults.
 */
public final class ToxicReader {

    private static final List<String> KEYS = List.of("name", "type", "stream", "toxicity", "attributes", "target");

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
        Fields fields = Fields.of(data instanceof String type ? Map.of("type", type) : data, path, KEYS);
        String typeName = fields.text("type");
        ToxicType type = types.get(typeName);
        if (type == null) {
            String where = data instanceof String ? path : fields.at("type");
            throw new DataException(where, Fields.shown(typeName) + ", " + Nearest.accepted(typeName, types.keySet()));
        }
        Stream stream = fields.word("stream", streams(), type.stream());
        Toxic toxic = attributes(type, fields.has("attributes") ? fields.value("attributes") : Map.of(), fields);
        return new NamedToxic(
                fields.text("name", typeName + "_" + stream.word()),
                stream,
                fields.share("toxicity", 1),
                fields.has("target") ? target(fields.value("target"), fields.at("target")) : Target.EVERYONE,
                toxic);
    }

    /**
     * A target: conditions by their keys, each with one value or a list of values, all of which must be met.
     *
     * @param path the keys that lead to it; may be empty
     * @throws DataException if it cannot be read
     */
    public Target target(@Nullable Object data, String path) {
        Fields fields = Fields.of(data, path, Conditions.keys());
        List<Condition> conditions = new ArrayList<>();
        for (String key : fields.keys()) {
            Object value = fields.value(key);
            for (Object one : value instanceof List<?> list ? list : List.of(value)) {
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

    private static Toxic attributes(ToxicType type, Object data, Fields toxic) {
        List<String> names = type.parameters().stream().map(Parameter::name).toList();
        Fields fields = Fields.of(data, toxic.at("attributes"), names);
        Values values = type.defaults();
        for (Parameter parameter : type.parameters()) {
            if (fields.has(parameter.name())) {
                Values before = values;
                Object value = converted(parameter, fields.value(parameter.name()));
                values = fields.made(() -> before.with(parameter.name(), value));
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
