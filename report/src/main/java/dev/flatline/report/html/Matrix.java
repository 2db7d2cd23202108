package dev.flatline.report.html;

import dev.flatline.core.measure.Metric;
import dev.flatline.report.words.MetricWords;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same metrics of several groups of clients side by side: a row for each metric, a column for each group. */
final class Matrix {

    private final String caption;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    Matrix(String caption) {
        this.caption = caption;
    }

    /**
     * Adds a column.
     *
     * @param id what the names of its values begin with
     * @param head what stands above it
     */
    void add(String id, String head, Map<String, Metric> metrics) {
        columns.put(id, new Column(head, metrics));
    }

    /** The table in HTML; nothing without metrics. */
    String html() {
        Set<String> names = new LinkedHashSet<>();
        columns.values().forEach(column -> names.addAll(column.metrics().keySet()));
        List<String> heads = new ArrayList<>(List.of("Metric"));
        columns.values().forEach(column -> heads.add(column.head()));
        Table table = new Table(caption, heads.toArray(String[]::new));
        for (String name : names) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.named(name, MetricWords.meaning(name))));
            columns.forEach((id, column) ->
                    cells.add(cell(id + "." + name, column.metrics().get(name))));
            table.row(cells.toArray(Cell[]::new));
        }
        return table.html();
    }

    private static Cell cell(String id, @Nullable Metric metric) {
        if (metric instanceof Metric.Distribution found) {
            return distribution(id, found);
        }
        if (metric instanceof Metric.Count count) {
            return Cell.count(count.value()).value(id, count.value());
        }
        if (metric instanceof Metric.Duration duration) {
            return Cell.duration(duration.millis()).value(id, duration.millis());
        }
        if (metric instanceof Metric.Ratio ratio) {
            return Cell.number(Units.ratio(ratio.value())).value(id, ratio.value());
        }
        if (metric instanceof Metric.Gauge gauge) {
            return Cell.count(gauge.max())
                    .value(id + ".max", gauge.max())
                    .below("at the end ", Cell.count(gauge.end()).value(id + ".end", gauge.end()));
        }
        return Cell.number(metric instanceof Metric.Absent ? "not observable" : "–");
    }

    private static Cell distribution(String id, Metric.Distribution found) {
        Cell count = Cell.count(found.count()).value(id + ".count", found.count());
        return found.count() + found.unfinished() == 0
                ? Cell.number("–").below("of ", count)
                : Cell.duration(found.p50())
                        .value(id + ".p50", found.p50())
                        .then(Cell.duration(found.p99()).value(id + ".p99", found.p99()))
                        .then(Cell.duration(found.max()).value(id + ".max", found.max()))
                        .below("of ", count);
    }

    private record Column(String head, Map<String, Metric> metrics) {}
}
