package dev.flatline.report.html;

import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why connections ended and attempts failed: counters that carry their cause in their name, the most frequent first. */
final class Causes {

    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("clients.lost.", "client lost its connection"),
            Map.entry("connect.failed.", "connect attempt failed"),
            Map.entry("clients.gave_up.", "client gave up"),
            Map.entry("server.closed.", "server closed a connection"));

    private final List<Cause> found = new ArrayList<>();

    /** Takes a counter; false if it has no cause in its name. */
    boolean take(String metric, long value) {
        for (Map.Entry<String, String> kind : KINDS) {
            if (metric.startsWith(kind.getKey())) {
                found.add(new Cause(
                        KINDS.indexOf(kind),
                        metric,
                        metric.substring(kind.getKey().length()),
                        value));
                return true;
            }
        }
        return false;
    }

    String html() {
        Table table = new Table("Why connections ended and attempts failed", "What", "Cause", "Count", "");
        long most = found.stream().mapToLong(Cause::count).max().orElse(0);
        found.stream()
                .sorted(Comparator.comparingInt(Cause::kind)
                        .thenComparing(Comparator.comparingLong(Cause::count).reversed()))
                .forEach(cause -> table.row(
                        Cell.text(KINDS.get(cause.kind()).getValue()),
                        Cell.code(cause.name()),
                        Cell.count(cause.count()).value(cause.metric(), cause.count()),
                        Cell.html(bar(cause.count(), most))));
        return table.html();
    }

    private static String bar(long count, long most) {
        double percent = most == 0 ? 0 : 100.0 * count / most;
        return "<span class=\"bar\" style=\"width:" + String.format(Locale.ROOT, "%.1f", percent)
                + "%\" aria-hidden=\"true\" title=\"" + Units.count(count) + "\"></span>";
    }

    private record Cause(int kind, String metric, String name, long count) {}
}
