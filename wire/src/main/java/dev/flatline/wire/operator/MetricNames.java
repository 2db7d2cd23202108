package dev.flatline.wire.operator;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Prometheus' conventions for names, as far as a machine can check them; what breaks them is a mistake in the program. */
final class MetricNames {

    /** Ours, and Toxiproxy's for those who have dashboards with them. */
    private static final Pattern NAME = Pattern.compile("(flatline|toxiproxy)(_[a-z0-9]+)+");

    private static final Pattern LABEL = Pattern.compile("[a-z]+(_[a-z0-9]+)*");
    private static final Pattern OTHER_UNIT = Pattern.compile(
            ".*_(ms|us|ns|millis|micros|nanos|milliseconds|microseconds|nanoseconds|minutes|hours|kib|mib|kilobytes|percent)(_total)?");
    /** What the format itself puts behind names. */
    private static final Pattern RESERVED = Pattern.compile(".*_(total|count|sum|bucket|info|created)");

    private final Set<String> taken = new HashSet<>();

    synchronized String counter(String name) {
        require(name.endsWith("_total"), name, "a counter ends in _total");
        return take(name, name.substring(0, name.length() - "_total".length()));
    }

    synchronized String gauge(String name) {
        return take(name, name);
    }

    String label(String name) {
        require(LABEL.matcher(name).matches(), name, "a label is of small letters and _");
        return name;
    }

    private String take(String name, String base) {
        require(
                NAME.matcher(name).matches(),
                name,
                "a name is flatline_, or toxiproxy_ where it is Toxiproxy's, and small letters, digits and _");
        require(!RESERVED.matcher(base).matches(), name, "that ending means something else");
        require(!OTHER_UNIT.matcher(name).matches(), name, "units are seconds, bytes and shares of 1");
        require(taken.add(base), name, "there is one of that name");
        return name;
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("metric " + name + ": " + rule);
        }
    }
}
