package dev.flatline.wire.tcp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;
import java.util.regex.Pattern;

/**
 * What the kernel has counted since the network namespace began, over all of its sockets and not those of one program. A
 * counter that this kernel does not have is empty.
 *
 * @param listenOverflows connections lost because an accept queue was full
 * @param listenDrops connections lost by a listener for any reason, a full accept queue among them
 * @param requestQueueDrops SYNs not answered because too many requests were half open
 * @param requestQueueCookies SYNs answered with a SYN cookie because too many requests were half open
 * @param retransmittedSegments segments sent again
 */
public record TcpCounters(
        OptionalLong listenOverflows,
        OptionalLong listenDrops,
        OptionalLong requestQueueDrops,
        OptionalLong requestQueueCookies,
        OptionalLong retransmittedSegments) {

    /** Nothing was counted yet. */
    public static final TcpCounters ZERO = new TcpCounters(
            OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(0));

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** From the texts of {@code /proc/net/netstat} and {@code /proc/net/snmp}; either may be empty. */
    static TcpCounters parse(String netstat, String snmp) {
        Map<String, Long> extended = table("TcpExt:", netstat);
        Map<String, Long> basic = table("Tcp:", snmp);
        return new TcpCounters(
                value(extended, "ListenOverflows"),
                value(extended, "ListenDrops"),
                value(extended, "TCPReqQFullDrop"),
                value(extended, "TCPReqQFullDoCookies"),
                value(basic, "RetransSegs"));
    }

    /** What was counted since then, in the same namespace. */
    public TcpCounters since(TcpCounters then) {
        return with(then, (now, before) -> now - before);
    }

    /** What was counted here and there; of what one of them does not count nothing is known. */
    public TcpCounters plus(TcpCounters there) {
        return with(there, Long::sum);
    }

    private TcpCounters with(TcpCounters other, LongBinaryOperator operator) {
        return new TcpCounters(
                both(listenOverflows, other.listenOverflows, operator),
                both(listenDrops, other.listenDrops, operator),
                both(requestQueueDrops, other.requestQueueDrops, operator),
                both(requestQueueCookies, other.requestQueueCookies, operator),
                both(retransmittedSegments, other.retransmittedSegments, operator));
    }

    private static OptionalLong both(OptionalLong one, OptionalLong other, LongBinaryOperator operator) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(operator.applyAsLong(one.getAsLong(), other.getAsLong()))
                : OptionalLong.empty();
    }

    /** Two lines with the same first word: names, then values. What has no value, or one that is no number, is left out. */
    private static Map<String, Long> table(String firstWord, String text) {
        List<String[]> lines = text.lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words[0].equals(firstWord))
                .toList();
        Map<String, Long> found = new HashMap<>();
        if (lines.size() == 2) {
            String[] names = lines.get(0);
            String[] values = lines.get(1);
            for (int column = 1; column < Math.min(names.length, values.length); column++) {
                if (NUMBER.matcher(values[column]).matches()) {
                    found.put(names[column], Long.valueOf(values[column]));
                }
            }
        }
        return found;
    }

    private static OptionalLong value(Map<String, Long> table, String name) {
        Long value = table.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
