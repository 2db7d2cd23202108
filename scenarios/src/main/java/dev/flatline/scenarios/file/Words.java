package dev.flatline.scenarios.file;

import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Readers of single values that are more than a number with a unit. */
final class Words {

    private static final long MAX_NAME = 64;
    private static final int MAX_PORT = 65_535;

    /** {@code true} or {@code false}. */
    static final Function<String, Boolean> BOOLEAN = text -> {
        if (!text.equals("true") && !text.equals("false")) {
            throw Quantity.bad(text, "true, false");
        }
        return text.equals("true");
    };

    private Words() {}

    /** One of several words, each with its meaning. */
    static <T> Function<String, T> oneOf(Map<String, T> meanings) {
        return text -> {
            T meaning = meanings.get(text);
            if (meaning == null) {
                List<String> words = new ArrayList<>(meanings.keySet());
                throw Quantity.bad(
                        text,
                        String.join(", ", words)
                                + Nearest.to(text, words)
                                        .map(word -> " (did you mean '" + word + "'?)")
                                        .orElse(""));
            }
            return meaning;
        };
    }

    /** Constants by their names in kebab case. */
    static <T extends Enum<T>> Map<String, T> named(T[] constants) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return words;
    }

    /** One of several words. */
    static Function<String, String> oneOf(String... words) {
        Map<String, String> same = new LinkedHashMap<>();
        List.of(words).forEach(word -> same.put(word, word));
        return oneOf(same);
    }

    /** A duration longer than 0. */
    static long positiveNanos(String text) {
        long nanos = Quantity.durationNanos(text);
        if (nanos == 0) {
            throw Quantity.bad(text, "a duration longer than 0");
        }
        return nanos;
    }

    /** A rate above 0. */
    static double positiveRate(String text) {
        double perSecond = Quantity.perSecond(text);
        if (perSecond == 0) {
            throw Quantity.bad(text, "a rate above 0/s");
        }
        return perSecond;
    }

    /** A port to listen on; 0 takes any free one. */
    static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_PORT) {
            throw Quantity.bad(text, "a port of 0 (any free one) to " + MAX_PORT);
        }
        return Integer.parseInt(text);
    }

    /** A word of HTTP: a header's name, a subprotocol. */
    static String token(String text) {
        if (!text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
            throw Quantity.bad(text, "a word of up to 64 letters, digits and !#$%&'*+-.^_`|~");
        }
        return text;
    }

    /** A seed: any whole number of 64 bits. */
    static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notWhole) {
            throw Quantity.bad(text, "a whole number of 64 bits");
        }
    }

    /** A name that can be part of a file name. */
    static String name(String text) {
        if (text.length() > MAX_NAME || !text.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw Quantity.bad(text, "up to 64 letters, digits, dots, dashes and underscores, such as reconnect-storm");
        }
        return text;
    }
}
