package dev.flatline.chaos.toxic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of all attributes of a toxic; immutable. Those that are not given have the type's fallback. */
public final class Values {

    private final ToxicType type;
    private final Map<String, Object> values;

    /** The fallbacks of a type. */
    Values(ToxicType type) {
        this.type = type;
        Map<String, Object> all = new LinkedHashMap<>();
        type.parameters().forEach(parameter -> all.put(parameter.name(), parameter.fallback()));
        this.values = Collections.unmodifiableMap(all);
    }

    private Values(ToxicType type, Map<String, Object> values) {
        this.type = type;
        this.values = Collections.unmodifiableMap(values);
    }

    /** Whose attributes they are. */
    public ToxicType type() {
        return type;
    }

    /**
     * The same with one more value.
     *
     * @param value a number, a String or a Boolean, as the attribute's kind says; a whole number is taken for a real one
     * @throws IllegalArgumentException if the type has no such attribute, or the value is not of its kind; says what is
     *     accepted
     */
    public Values with(String attribute, Object value) {
        Parameter parameter = type.parameter(attribute)
                .orElseThrow(() -> new IllegalArgumentException(
                        type.name() + " has no attribute " + attribute + "; it has " + values.keySet()));
        Map<String, Object> next = new LinkedHashMap<>(values);
        next.put(attribute, checked(parameter, value));
        return new Values(type, next);
    }

    /**
     * The toxic with these values.
     *
     * @throws IllegalArgumentException if a value is out of range; names attribute, value and accepted range
     */
    public Toxic toxic() {
        return type.create(this);
    }

    /** A whole number. */
    public long whole(String attribute) {
        return (Long) value(attribute);
    }

    /** A number with a fraction. */
    public double real(String attribute) {
        return (Double) value(attribute);
    }

    /** A word or a text. */
    public String text(String attribute) {
        return (String) value(attribute);
    }

    /** Yes or no. */
    public boolean flag(String attribute) {
        return (Boolean) value(attribute);
    }

    /** A whole number, checked. */
    public long whole(String attribute, long least, long most) {
        long value = whole(attribute);
        if (value < least || value > most) {
            throw new IllegalArgumentException(attribute + ": " + value + ", accepted is " + least + " to " + most);
        }
        return value;
    }

    /** A number with a fraction, checked. */
    public double real(String attribute, double least, double most) {
        double value = real(attribute);
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(attribute + ": " + value + ", accepted is " + least + " to " + most);
        }
        return value;
    }

    /** All of them, in the type's order. */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that && that.type.name().equals(type.name()) && that.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private Object value(String attribute) {
        Object value = values.get(attribute);
        if (value == null) {
            throw new IllegalStateException(type.name() + " has no attribute " + attribute);
        }
        return value;
    }

    private static Object checked(Parameter parameter, Object value) {
        String accepted = switch (parameter.kind()) {
            case WHOLE -> "a whole number";
            case REAL -> "a number";
            case WORD -> "one of " + String.join(", ", parameter.words());
            case TEXT -> "a text";
            case FLAG -> "true or false";
        };
        boolean fits = switch (parameter.kind()) {
            case WHOLE -> value instanceof Long || value instanceof Integer;
            case REAL -> value instanceof Number;
            case WORD -> value instanceof String word && parameter.words().contains(word);
            case TEXT -> value instanceof String;
            case FLAG -> value instanceof Boolean;
        };
        if (!fits) {
            throw new IllegalArgumentException(parameter.name() + ": " + value + ", accepted is " + accepted);
        }
        if (value instanceof Number number) {
            return parameter.kind() == Parameter.Kind.WHOLE ? (Object) number.longValue() : number.doubleValue();
        }
        return value;
    }
}
