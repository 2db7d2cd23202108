package dev.flatline.scenarios.unit;

import dev.flatline.core.text.Durations;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers with their unit: durations, rates, sizes, shares and counts. What cannot be read is an
 * {@link IllegalArgumentException} that says {@code found …; accepted …}.
 */
public final class Quantity {

    private static final int MAX_LENGTH = 40;
    private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";
    private static final Pattern WITH_SUFFIX = Pattern.compile("(-?)" + NUMBER + "\\s?([a-zA-Z%/]*)");
    private static final Map<String, Long> PER = units("/s", 1, "/m", 60, "/h", 3600);
    private static final Map<String, Long> BYTES =
            units("B", 1, "KB", 1_000, "KiB", 1 << 10, "MB", 1_000_000, "MiB", 1 << 20);
    private static final Map<String, Long> MULTIPLES = units("", 1, "k", 1_000, "M", 1_000_000);

    private Quantity() {}

    /** A duration such as {@code 500ms}, {@code 2s} or {@code 1m30s}, in nanoseconds; at most a thousand hours. */
    public static long durationNanos(String text) {
        try {
            return Durations.nanos(text);
        } catch (IllegalArgumentException refused) {
            throw bad(text, String.valueOf(refused.getMessage()));
        }
    }

    /** A rate such as {@code 400/s} or {@code 10/m}, per second; not negative. */
    public static double perSecond(String text) {
        Matcher rate = match(text, PER, "a rate with its unit (/s, /m, /h), such as 400/s or 0.2/s");
        return Double.parseDouble(rate.group(2)) / unit(PER, rate.group(3));
    }

    /** A size such as {@code 64B} or {@code 1KiB}, in bytes; below 2 GB. */
    public static int bytes(String text) {
        return whole(text, BYTES, "a size with its unit (B, KB, KiB, MB, MiB), such as 64B");
    }

    /** A share such as {@code 50%}, from 0 to 1. */
    public static double share(String text) {
        String accepted = "a share of 0% to 100%, such as 50%";
        Matcher share = match(text, units("%", 1), accepted);
        double value = Double.parseDouble(share.group(2)) / 100;
        if (value > 1) {
            throw bad(text, accepted);
        }
        return value;
    }

    /** A whole number such as {@code 2000}, {@code 2k} or {@code 10M}; not negative. */
    public static int count(String text) {
        return whole(text, MULTIPLES, "a whole number, such as 2000, 2k or 10M");
    }

    /** A plain number that is not negative, such as {@code 2} or {@code 1.5}. */
    public static double number(String text) {
        return Double.parseDouble(
                match(text, units("", 1), "a plain number, such as 2 or 1.5").group(2));
    }

    /** What to throw when {@code text} is not {@code accepted}. */
    public static IllegalArgumentException bad(String text, String accepted) {
        String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        String found = shown.isBlank() ? "nothing" : "'" + shown.strip() + "'";
        return new IllegalArgumentException("found " + found + "; accepted: " + accepted);
    }

    private static int whole(String text, Map<String, Long> units, String accepted) {
        Matcher number = match(text, units, accepted);
        try {
            return new BigDecimal(number.group(2))
                    .multiply(BigDecimal.valueOf(unit(units, number.group(3))))
                    .intValueExact();
        } catch (ArithmeticException fractionOrTooLarge) {
            throw bad(text, accepted);
        }
    }

    private static Matcher match(String text, Map<String, Long> units, String accepted) {
        Matcher matcher = WITH_SUFFIX.matcher(text);
        boolean fits = text.length() <= MAX_LENGTH
                && matcher.matches()
                && matcher.group(1).isEmpty()
                && units.containsKey(matcher.group(3));
        if (!fits) {
            throw bad(text, accepted);
        }
        return matcher;
    }

    private static long unit(Map<String, Long> units, String name) {
        return units.getOrDefault(name, 1L);
    }

    private static Map<String, Long> units(Object... pairs) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            units.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
        return units;
    }
}
