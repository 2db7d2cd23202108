package dev.flatline.chaos.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them. */
public final class Durations {

    /** The longest: a thousand hours. */
    public static final long MAX_NANOS = 1_000L * 3_600 * 1_000_000_000L;

    /** What is read, as the end of a sentence. */
    public static final String ACCEPTED = "a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s";

    private static final int MAX_LENGTH = 40;
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);

    private Durations() {}

    /**
     * The nanoseconds of a text such as {@code 500ms} or {@code 1m30s}; at most a thousand hours.
     *
     * @throws IllegalArgumentException if it is not one; the message is what is accepted
     */
    public static long nanos(String text) {
        Matcher part = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        while (text.length() <= MAX_LENGTH && part.find() && part.start() == end) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2)))));
            end = part.end();
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        if (sum.compareTo(BigDecimal.valueOf(MAX_NANOS)) > 0) {
            throw new IllegalArgumentException("a duration of at most 1000h");
        }
        return sum.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long unit(String name) {
        return NANOS.getOrDefault(name, 1L);
    }
}
