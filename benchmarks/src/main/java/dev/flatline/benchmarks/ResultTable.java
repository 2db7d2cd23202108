package dev.flatline.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** The scores of a suite as text: a row for each setting, a column for each method, nanoseconds per unit. */
final class ResultTable {

    private final Suite suite;
    private final Map<List<String>, Map<String, Double>> rows = new LinkedHashMap<>();
    private List<String> settings = List.of();

    ResultTable(Suite suite, Collection<RunResult> results) {
        this.suite = suite;
        results.forEach(this::add);
    }

    private void add(RunResult result) {
        BenchmarkParams params = result.getParams();
        settings = List.copyOf(params.getParamsKeys());
        List<String> row = settings.stream().map(params::getParam).toList();
        String method = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        double units = Double.parseDouble(params.getParam(suite.unitParam()));
        rows.computeIfAbsent(row, key -> new LinkedHashMap<>())
                .put(method, result.getPrimaryResult().getScore() / units);
    }

    String render() {
        String first = suite.methods().get(0);
        String last = suite.methods().get(suite.methods().size() - 1);
        StringBuilder text = new StringBuilder("nanoseconds per " + suite.unit() + "\n\n");
        settings.forEach(key -> text.append(cell(key)));
        suite.methods().forEach(method -> text.append(cell(method)));
        text.append(cell(first + "/" + last)).append('\n');
        rows.forEach((row, scores) -> {
            row.forEach(value -> text.append(cell(value)));
            suite.methods().forEach(method -> text.append(cell(number(scores.getOrDefault(method, Double.NaN)))));
            double ratio = scores.getOrDefault(first, Double.NaN) / scores.getOrDefault(last, Double.NaN);
            text.append(cell(number(ratio) + "x")).append('\n');
        });
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String cell(String value) {
        return String.format(Locale.ROOT, "%16s", value);
    }
}
