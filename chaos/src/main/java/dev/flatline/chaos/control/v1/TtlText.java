package dev.flatline.chaos.control.v1;

import dev.flatline.chaos.control.ControlException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times to live as people write them: {@code 30s}, {@code 1m30s}, {@code 1.5h}. */
final class TtlText {

    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");
    private static final Map<String, Long> UNITS = new LinkedHashMap<>();
    private static final long LEAST_NANOS = 1_000_000;
    private static final long MOST_NANOS = 31_536_000_000_000_000L;

    static {
        UNITS.put("h", 3_600_000_000_000L);
        UNITS.put("m", 60_000_000_000L);
        UNITS.put("s", 1_000_000_000L);
        UNITS.put("ms", 1_000_000L);
    }

    private TtlText() {}

    /** The nanoseconds of a text; {@code name} is what it is called in the complaint. */
    static long nanos(String name, String text) {
        Matcher part = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            sum = sum.add(
                    new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(UNITS.getOrDefault(part.group(2), 0L))));
            end = part.end();
        }
        boolean whole = end == text.length() && end > 0;
        if (!whole
                || sum.compareTo(BigDecimal.valueOf(LEAST_NANOS)) < 0
                || sum.compareTo(BigDecimal.valueOf(MOST_NANOS)) > 0) {
            throw ControlException.bad(
                    name + ": '" + text + "', accepted is 1ms to 8760h, such as 30s, 1m30s or 500ms");
        }
        return sum.longValue();
    }

    /** A text that means these nanoseconds, to the millisecond. */
    static String of(long nanos) {
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
}
