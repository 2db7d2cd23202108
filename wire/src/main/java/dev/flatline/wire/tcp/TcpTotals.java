package dev.flatline.wire.tcp;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code /proc/net/sockstat} says of TCP.
 *
 * @param sockets sockets in use, those of a network namespace
 * @param orphans sockets that no program has any more, and that the kernel closes
 * @param memoryPages memory pages of buffers, of all network namespaces
 */
public record TcpTotals(long sockets, long orphans, long memoryPages) {

    private static final String FIRST = "TCP:";

    /** From {@code TCP: inuse 14 orphan 0 tw 3 alloc 17 mem 2}; empty if there is no such line, or half of it. */
    static Optional<TcpTotals> parse(String sockstat) {
        return sockstat.lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words[0].equals(FIRST))
                .findFirst()
                .flatMap(TcpTotals::of);
    }

    private static Optional<TcpTotals> of(String[] words) {
        Map<String, Long> values = new HashMap<>();
        try {
            for (int at = 1; at + 1 < words.length; at += 2) {
                values.put(words[at], Long.valueOf(words[at + 1]));
            }
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
        Long sockets = values.get("inuse");
        Long orphans = values.get("orphan");
        Long memory = values.get("mem");
        return sockets == null || orphans == null || memory == null
                ? Optional.empty()
                : Optional.of(new TcpTotals(sockets, orphans, memory));
    }
}
