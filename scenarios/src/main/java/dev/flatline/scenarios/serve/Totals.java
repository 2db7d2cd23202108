package dev.flatline.scenarios.serve;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.server.ServerCounters;
import dev.flatline.server.admission.RefusalReason;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a server has seen, in one line. */
final class Totals {

    private Totals() {}

    static String of(ServerCounters counters) {
        String closed = Arrays.stream(CloseCause.values())
                .filter(cause -> counters.closedBy(cause) > 0)
                .map(cause -> String.format(Locale.ROOT, "%s %,d", cause.label(), counters.closedBy(cause)))
                .collect(Collectors.joining(", "));
        long refused = Arrays.stream(RefusalReason.values())
                .mapToLong(counters::refusedFor)
                .sum();
        return String.format(
                Locale.ROOT,
                "served %,d connections, refused %,d, %,d messages in, %,d out; closed: %s",
                counters.opened(),
                refused,
                counters.messagesIn(),
                counters.messagesOut(),
                closed.isEmpty() ? "none" : closed);
    }
}
