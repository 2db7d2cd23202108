package dev.flatline.scenarios.view;

import dev.flatline.core.measure.Metric;
import dev.flatline.report.words.Silences;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The metrics of a run as a table; what only repeats another table of the summary is left out. */
final class MetricLines {

    private static final int LEAST_NAME = 23;

    private final Style style;
    private final String name;
    private final List<String> lines = new ArrayList<>();

    private MetricLines(Style style, int nameWidth) {
        this.style = style;
        this.name = "%-" + nameWidth + "s ";
    }

    /**
     * The table.
     *
     * @param deaths how those died whose deaths were noticed: stands beside how fast that was; may be empty
     */
    static List<String> of(Map<String, Metric> metrics, String deaths, Style style) {
        int longest = metrics.entrySet().stream()
                .filter(entry -> shown(entry.getKey(), entry.getValue()))
                .mapToInt(entry -> entry.getKey().length())
                .max()
                .orElse(0);
        MetricLines table = new MetricLines(style, Math.max(LEAST_NAME, longest));
        table.lines.add(style.heading(table.line("%10s%12s%12s%12s", "METRIC", "COUNT", "P50", "P99", "MAX")));
        metrics.forEach((metric, value) -> {
            if (shown(metric, value)) {
                table.row(metric, value, Silences.isNoticed(metric) ? deaths : "");
            }
        });
        table.absent(metrics);
        return table.lines;
    }

    private static boolean shown(String metric, Metric value) {
        boolean repeated = metric.endsWith(".raw") || metric.startsWith("recover.");
        return !repeated && !(value instanceof Metric.Absent) && !(metric.startsWith("tcp.") && isNothing(value));
    }

    /** Most states of TCP do not occur, and most of its troubles. */
    private static boolean isNothing(Metric value) {
        return value.equals(new Metric.Gauge(0, 0)) || value.equals(new Metric.Count(0));
    }

    /** What could not be observed, in one line for each reason: families, and names of those of which something was. */
    private void absent(Map<String, Metric> metrics) {
        Map<String, Set<String>> byReason = new LinkedHashMap<>();
        metrics.forEach((name, value) -> {
            if (value instanceof Metric.Absent absent) {
                byReason.computeIfAbsent(absent.reason(), none -> new LinkedHashSet<>())
                        .add(family(name, metrics));
            }
        });
        byReason.forEach((reason, names) ->
                lines.add(style.leftOut() + " " + String.join(", ", names) + ": " + style.text(reason)));
    }

    private static String family(String name, Map<String, Metric> metrics) {
        int dot = name.indexOf('.');
        String family = dot < 0 ? name : name.substring(0, dot + 1);
        boolean whole = metrics.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(family))
                .allMatch(entry -> entry.getValue().equals(metrics.get(name)));
        return dot > 0 && whole ? family + "*" : name;
    }

    private void row(String metric, Metric value, String remark) {
        if (value instanceof Metric.Distribution times) {
            lines.add(times(metric, times) + (remark.isEmpty() ? "" : "  " + style.text(remark)));
        } else if (value instanceof Metric.Gauge gauge) {
            lines.add(line(
                    "%10s  at the end, %s at most",
                    metric, Units.level(metric, gauge.end()), Units.level(metric, gauge.max())));
        } else {
            lines.add(line("%10s", metric, number(value)));
        }
    }

    private String times(String metric, Metric.Distribution times) {
        String unfinished = times.unfinished() == 0 ? "" : Units.count(times.unfinished()) + " unfinished";
        if (times.count() == 0 && times.unfinished() > 0) {
            return line("%,10d  %s", metric, times.count(), unfinished);
        }
        String columns = line(
                "%,10d%12s%12s%12s",
                metric,
                times.count(),
                style.text(Units.duration(times.p50())),
                style.text(Units.duration(times.p99())),
                style.text(Units.duration(times.max())));
        return unfinished.isEmpty() ? columns : columns + "  " + unfinished;
    }

    private String number(Metric metric) {
        if (metric instanceof Metric.Count count) {
            return Units.count(count.value());
        }
        if (metric instanceof Metric.Ratio ratio) {
            return Units.ratio(ratio.value());
        }
        return metric instanceof Metric.Duration duration ? style.text(Units.duration(duration.millis())) : "";
    }

    private String line(String columns, Object... values) {
        return String.format(Locale.ROOT, name + columns, values);
    }
}
