package dev.flatline.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How many connections each source address has to a port, from the kernel's tables. */
final class SourceCount {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final String ESTABLISHED = "01";

    private SourceCount() {}

    /** The connections of the address that has most of them. */
    static long most(int port) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        for (Path table : TABLES) {
            if (Files.isReadable(table)) {
                try (Stream<String> rows = Files.lines(table)) {
                    count(rows, port, counts);
                }
            }
        }
        return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Adds the established rows that lead to a port, by local address. */
    static void count(Stream<String> rows, int port, Map<String, Long> counts) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        rows.map(row -> row.strip().split("\\s+"))
                .filter(words ->
                        words.length > STATE && words[REMOTE].endsWith(end) && words[STATE].equals(ESTABLISHED))
                .forEach(words -> counts.merge(words[LOCAL].substring(0, words[LOCAL].indexOf(':')), 1L, Long::sum));
    }
}
