package dev.flatline.core.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 2s}, {@code 1m30s}. */
public final class Durations {

    /** The longest unless something else is asked for: a thousand hours. */
    public static final long MAX_NANOS = 1_000L * 3_600 * 1_000_000_000L;

    /** What is read, as the end of a sentence. */
    public static final String ACCEPTED = "a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s";

    private static final int MAX_LENGTH = 40;
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
    private static final Map<String, Long> UNITS = units();

    private Durations() {}

    /**
     * The nanoseconds of a text; at most {@link #MAX_NANOS}.
     *
     * @throws IllegalArgumentException if it is not one; the message is what is accepted, as the end of a sentence
     */
    public static long nanos(String text) {
        return nanos(text, 0, MAX_NANOS);
    }

    /**
     * The nanoseconds of a text.
     *
     * @param leastNanos the shortest that is accepted
     * @param mostNanos the longest that is accepted
     * @throws IllegalArgumentException if it is not one; the message is what is accepted, as the end of a sentence
     */
    public static long nanos(String text, long leastNanos, long mostNanos) {
        if (text.startsWith("-")) {
            throw new IllegalArgumentException("a duration that is not negative, such as 500ms or 1m30s");
        }
        Matcher part = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        while (text.length() <= MAX_LENGTH && part.find() && part.start() == end) {
            BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(part.group(2), 0L));
            sum = sum.add(new BigDecimal(part.group(1)).multiply(unit));
            end = part.end();
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        BigDecimal nanos = sum.setScale(0, RoundingMode.HALF_UP);
        if (nanos.compareTo(BigDecimal.valueOf(leastNanos)) < 0 || nanos.compareTo(BigDecimal.valueOf(mostNanos)) > 0) {
            throw new IllegalArgumentException("a duration of " + text(leastNanos) + " to " + text(mostNanos));
        }
        return nanos.longValueExact();
    }

    /** The exact text of a duration, such as {@code 1m15s} or {@code 1s500ms}; {@code 0s} for none. */
    public static String text(long nanos) {
        StringBuilder text = new StringBuilder();
        long rest = nanos;
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            if (rest >= unit.getValue()) {
                text.append(rest / unit.getValue()).append(unit.getKey());
                rest %= unit.getValue();
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /** The longest first. */
    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("h", 3_600_000_000_000L);
        units.put("m", 60_000_000_000L);
        units.put("s", 1_000_000_000L);
        units.put("ms", 1_000_000L);
        units.put("us", 1_000L);
        units.put("ns", 1L);
        return units;
    }
}
