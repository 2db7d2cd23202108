package dev.flatline.scenarios.view;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.scenarios.objective.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is shown when a run is over: objectives, metrics, faults, warnings and the verdict in one line. */
public final class Summary {

    private final RunResult result;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private Summary(RunResult result, Style style) {
        this.result = result;
        this.style = style;
    }

    /** The lines to print. */
    public static List<String> lines(RunResult result, Style style) {
        Summary summary = new Summary(result, style);
        summary.metrics();
        summary.faults();
        summary.objectives();
        summary.warnings();
        summary.verdict();
        return summary.lines;
    }

    private void metrics() {
        heading(String.format(Locale.ROOT, "%-24s%10s%12s%12s%12s", "METRIC", "COUNT", "P50", "P99", "MAX"));
        for (Map.Entry<String, Metric> entry : result.metrics().entrySet()) {
            boolean shown = !entry.getKey().endsWith(".raw") && !entry.getKey().startsWith("recover.");
            if (shown) {
                row(entry.getKey(), entry.getValue());
            }
        }
    }

    private void row(String name, Metric metric) {
        if (metric instanceof Metric.Distribution times) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s%,10d%12s%12s%12s",
                    name,
                    times.count(),
                    Values.millis(times.p50()),
                    Values.millis(times.p99()),
                    Values.millis(times.max())));
        } else if (metric instanceof Metric.Absent absent) {
            lines.add(String.format(Locale.ROOT, "%-24s%10s  %s", name, style.leftOut(), absent.reason()));
        } else if (metric instanceof Metric.Gauge gauge) {
            lines.add(
                    String.format(Locale.ROOT, "%-24s%,10d  at the end, %,d at most", name, gauge.end(), gauge.max()));
        } else {
            lines.add(String.format(Locale.ROOT, "%-24s%10s", name, number(metric)));
        }
    }

    private static String number(Metric metric) {
        if (metric instanceof Metric.Count count) {
            return Values.number((double) count.value());
        }
        if (metric instanceof Metric.Ratio ratio) {
            return Values.number(ratio.value());
        }
        return metric instanceof Metric.Duration duration ? Values.millis(duration.millis()) : "";
    }

    private void faults() {
        if (result.faults().isEmpty()) {
            return;
        }
        lines.add("");
        heading(String.format(
                Locale.ROOT,
                "%-18s%-16s%8s%9s%11s%11s%11s",
                "FAULT",
                "FROM-TO",
                "HIT",
                "SURVIVED",
                "BACK: 50%",
                "99%",
                "100%"));
        for (FaultOutcome fault : result.faults()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-18s%-16s%,8d%,9d%11s%11s%11s",
                    fault.label(),
                    span(fault),
                    fault.clientsHit(),
                    fault.survived(),
                    Values.millis(fault.t50()),
                    Values.millis(fault.t99()),
                    Values.millis(fault.t100())));
        }
    }

    private static String span(FaultOutcome fault) {
        String end = Double.isNaN(fault.endedSeconds()) ? "?" : one(fault.endedSeconds());
        return one(fault.beganSeconds()) + "-" + end + " s";
    }

    private static String one(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private void objectives() {
        if (result.objectives().isEmpty()) {
            return;
        }
        lines.add("");
        heading("OBJECTIVES");
        for (ObjectiveOutcome each : result.objectives()) {
            String mark = mark(each.outcome());
            String reason = each.reason().isEmpty() ? "" : "  (" + each.reason() + ")";
            lines.add(String.format(Locale.ROOT, "%s %-36s %s%s", mark, each.text(), each.actual(), reason));
        }
    }

    private String mark(Outcome outcome) {
        return switch (outcome) {
            case MET -> style.met();
            case MISSED, NO_DATA -> style.missed();
            case NOT_OBSERVABLE -> style.leftOut();
        };
    }

    private void warnings() {
        if (!result.warnings().isEmpty()) {
            lines.add("");
            result.warnings().forEach(warning -> lines.add("warning: " + warning));
        }
    }

    private void verdict() {
        lines.add("");
        String ran = String.format(Locale.ROOT, "%s, %.0f s", result.identity().engine(), result.ranSeconds());
        long met = count(Outcome.MET);
        long missed = count(Outcome.MISSED) + count(Outcome.NO_DATA);
        lines.add(
                switch (result.verdict()) {
                    case MET -> style.good("MET") + ": " + kept(met) + " (" + ran + ")";
                    case MISSED ->
                        style.bad("MISSED") + ": " + missed + " of " + (met + missed) + " objectives (" + ran + ")";
                    case INVALID ->
                        style.bad("INVALID")
                                + ": this machine could not keep up, so the numbers say nothing about the server ("
                                + ran
                                + ")";
                    case INCOMPLETE ->
                        style.bad("INCOMPLETE")
                                + String.format(
                                        Locale.ROOT,
                                        ": stopped after %.0f of %.0f s; the report covers what ran",
                                        result.ranSeconds(),
                                        result.identity().plannedSeconds());
                });
    }

    private static String kept(long met) {
        return met == 0 ? "no objective was missed" : met == 1 ? "the objective" : "all " + met + " objectives";
    }

    private long count(Outcome outcome) {
        return result.objectives().stream()
                .filter(each -> each.outcome() == outcome)
                .count();
    }

    private void heading(String text) {
        lines.add(style.heading(text));
    }
}
