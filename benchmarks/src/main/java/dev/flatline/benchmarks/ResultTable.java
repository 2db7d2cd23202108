package dev.flatline.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** The results of a section as Markdown: a row for each setting, a column for each subject. */
final class ResultTable {

    private static final String SIZE_PARAM = "connections";

    private final Section section;
    private final Map<Setting, Map<String, RunResult>> rows = new TreeMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    /** The values of a row's parameters, in numbers. */
    record Setting(int connections, String other) implements Comparable<Setting> {
        @Override
        public int compareTo(Setting that) {
            return connections != that.connections
                    ? Integer.compare(connections, that.connections)
                    : other.length() != that.other.length()
                            ? Integer.compare(other.length(), that.other.length())
                            : other.compareTo(that.other);
        }
    }

    ResultTable(Section section, Collection<RunResult> results) {
        this.section = section;
        results.stream()
                .sorted(Comparator.comparingInt(result -> section.rankOf(result.getParams())))
                .forEach(this::add);
    }

    private void add(RunResult result) {
        String column = section.columnOf(result.getParams());
        if (!column.isEmpty()) {
            columns.add(column);
            rows.computeIfAbsent(settingOf(result.getParams()), key -> new LinkedHashMap<>())
                    .put(column, result);
        }
    }

    private static Setting settingOf(BenchmarkParams params) {
        String other = params.getParamsKeys().stream()
                .filter(key -> !key.equals(Section.SUBJECT_PARAM) && !key.equals(SIZE_PARAM))
                .map(key -> key + " " + params.getParam(key))
                .collect(Collectors.joining(", "));
        return new Setting(Integer.parseInt(params.getParam(SIZE_PARAM)), other);
    }

    /** The title, the table of processor times, and that of allocations where there are any. */
    String render() {
        String time = "## " + section.title() + "\n\nProcessor time of one:\n\n"
                + table(result -> Score.cpuNanos(result.getSecondaryResults()), Score::time);
        boolean allocates = rows.values().stream()
                .flatMap(row -> row.values().stream())
                .anyMatch(result -> Score.allocated(result.getSecondaryResults()) >= 0.5);
        return time
                + (allocates
                        ? "\nAllocated by one:\n\n"
                                + table(result -> Score.allocated(result.getSecondaryResults()), Score::bytes)
                        : "\nNone allocates.\n");
    }

    /** Processor nanoseconds by subject and number of connections, where any were counted. */
    Map<String, Map<Integer, Double>> series() {
        Map<String, Map<Integer, Double>> series = new LinkedHashMap<>();
        rows.forEach((setting, row) -> row.forEach((column, result) -> {
            double nanos = Score.cpuNanos(result.getSecondaryResults());
            if (nanos > 0) {
                series.computeIfAbsent(column, key -> new TreeMap<>()).put(setting.connections(), nanos);
            }
        }));
        return series;
    }

    private String table(ToDoubleFunction<RunResult> value, DoubleFunction<String> format) {
        StringBuilder text = new StringBuilder("| connections | " + String.join(" | ", columns) + " |\n|--:|");
        columns.forEach(column -> text.append("--:|"));
        text.append('\n');
        rows.forEach((setting, row) -> {
            text.append("| ").append(String.format(Locale.ROOT, "%,d", setting.connections()));
            text.append(setting.other().isEmpty() ? "" : ", " + setting.other());
            List.copyOf(columns).forEach(column -> {
                RunResult result = row.get(column);
                text.append(" | ").append(result == null ? "" : format.apply(value.applyAsDouble(result)));
            });
            text.append(" |\n");
        });
        return text.toString();
    }
}
