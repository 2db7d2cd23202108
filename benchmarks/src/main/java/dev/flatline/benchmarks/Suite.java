package dev.flatline.benchmarks;

import java.util.List;

/**
 * One name that {@code flatline bench} accepts: a JMH class and how its result reads.
 *
 * @param name the word on the command line
 * @param description one line for the list
 * @param benchmark the JMH class
 * @param unitParam the {@code @Param} that counts what a score is divided by
 * @param unit one of what {@code unitParam} counts, in the singular
 * @param methods the benchmark methods in the order of the table's columns; the first is compared with the last
 */
record Suite(String name, String description, Class<?> benchmark, String unitParam, String unit, List<String> methods) {

    private static final List<Suite> ALL = List.of(new Suite(
            "heartbeat",
            "the scan for silent connections: a map of connection objects against a primitive array",
            HeartbeatScanBenchmark.class,
            "connections",
            "connection",
            List.of("map", "array")));

    /** Every suite, in the order of the list. */
    static List<Suite> all() {
        return ALL;
    }

    /** The names that the command line accepts. */
    static List<String> names() {
        return ALL.stream().map(Suite::name).toList();
    }
}
