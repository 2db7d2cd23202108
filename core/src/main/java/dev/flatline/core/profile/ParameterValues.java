package dev.flatline.core.profile;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values for some of the parameters of a preset. Immutable. */
public final class ParameterValues {

    /** None: every parameter has its default. */
    public static final ParameterValues NONE = new ParameterValues(Map.of(), Map.of());

    private final Map<String, Long> numbers;
    private final Map<String, String> texts;

    private ParameterValues(Map<String, Long> numbers, Map<String, String> texts) {
        this.numbers = numbers;
        this.texts = texts;
    }

    /** With one more duration, in nanoseconds, or count. */
    public ParameterValues with(String name, long number) {
        Map<String, Long> more = new LinkedHashMap<>(numbers);
        more.put(name, number);
        return new ParameterValues(more, texts);
    }

    /** With one more text. */
    public ParameterValues with(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(texts);
        more.put(name, text);
        return new ParameterValues(numbers, more);
    }

    Map<String, Long> numbers() {
        return numbers;
    }

    Map<String, String> texts() {
        return texts;
    }

    /** The value of a duration or count that has one. */
    long number(String name) {
        Long value = numbers.get(name);
        if (value == null) {
            throw new IllegalStateException("the profile has no number '" + name + "'");
        }
        return value;
    }

    /** The value of a text that has one. */
    String text(String name) {
        String value = texts.get(name);
        if (value == null) {
            throw new IllegalStateException("the profile has no text '" + name + "'");
        }
        return value;
    }

    @Override
    public String toString() {
        Map<String, Object> all = new LinkedHashMap<>(numbers);
        all.putAll(texts);
        return all.toString();
    }
}
