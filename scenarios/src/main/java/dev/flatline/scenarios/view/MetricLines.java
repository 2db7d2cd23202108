package dev.flatline.scenarios.view;

import dev.flatline.core.measure.Metric;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    static List<String> of(Map<String, Metric> metrics, Style style) {
        int longest = metrics.keySet().stream()
                .filter(MetricLines::shown)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        MetricLines table = new MetricLines(style, Math.max(LEAST_NAME, longest));
        table.lines.add(style.heading(table.line("%10s%12s%12s%12s", "METRIC", "COUNT", "P50", "P99", "MAX")));
        metrics.forEach((metric, value) -> {
            if (shown(metric)) {
                table.row(metric, value);
            }
        });
        return table.lines;
    }

    private static boolean shown(String metric) {
        return !metric.endsWith(".raw") && !metric.startsWith("recover.");
    }

    private void row(String metric, Metric value) {
        if (value instanceof Metric.Distribution times) {
            lines.add(times(metric, times));
        } else if (value instanceof Metric.Absent absent) {
            lines.add(line("%10s  %s", metric, style.leftOut(), absent.reason()));
        } else if (value instanceof Metric.Gauge gauge) {
            lines.add(line("%,10d  at the end, %,d at most", metric, gauge.end(), gauge.max()));
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
