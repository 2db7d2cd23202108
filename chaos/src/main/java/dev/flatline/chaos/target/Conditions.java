package dev.flatline.chaos.target;

import dev.flatline.chaos.data.Fields;
import dev.flatline.core.text.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Conditions as text: a key that says which fact is looked at, and a value that says what it must be. A leading {@code !}
 * on the value turns it round. Two conditions of the same key and value are equal.
 */
public final class Conditions {

    private static final Map<String, Kind> KINDS = kinds();

    private Conditions() {}

    /**
     * The condition of a key and a value, such as {@code group} and {@code blue}, or {@code address} and
     * {@code !10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if there is no such key or the value is not of its form; says what was found and
     *     what is accepted
     */
    public static Condition of(String key, String value) {
        Kind kind = KINDS.get(key);
        if (kind == null) {
            throw new IllegalArgumentException(
                    Fields.shown(key) + " is no condition, " + Nearest.accepted(key, keys()));
        }
        boolean negated = value.startsWith("!");
        try {
            Predicate<ConnectionFacts> test = kind.parse.apply(negated ? value.substring(1) : value);
            return new ParsedCondition(key, value, kind.needsRequest, negated ? test.negate() : test);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    key + ": " + Fields.shown(value) + ", accepted is " + refused.getMessage(), refused);
        }
    }

    /** The keys that there are. */
    public static List<String> keys() {
        return List.copyOf(KINDS.keySet());
    }

    /** The kinds; what a parser throws says what it accepts, as the end of a sentence. */
    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("group", new Kind(true, Group::parse));
        kinds.put("client", new Kind(true, ClientRange::parse));
        kinds.put("address", new Kind(false, AddressRange::parse));
        kinds.put("path", new Kind(true, Path::parse));
        kinds.put("query", new Kind(true, QueryParameter::parse));
        kinds.put("subprotocol", new Kind(true, Subprotocol::parse));
        kinds.put("header", new Kind(true, Header::parse));
        kinds.put("nth", new Kind(false, Nth::parse));
        return kinds;
    }

    private record Kind(boolean needsRequest, Function<String, Predicate<ConnectionFacts>> parse) {}
}
