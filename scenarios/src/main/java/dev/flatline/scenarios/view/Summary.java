package dev.flatline.scenarios.view;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.report.words.Silences;
import dev.flatline.report.words.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is shown when a run is over: objectives, metrics, faults, warnings and the verdict in one line. */
public final class Summary {

    private static final int LEAST_OBJECTIVE = 36;

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
        summary.lines.addAll(MetricLines.of(result.metrics(), Silences.of(result), style));
        summary.lines.addAll(FaultLines.of(result, style));
        summary.objectives();
        summary.warnings();
        summary.verdict();
        return summary.lines;
    }

    private void objectives() {
        if (result.objectives().isEmpty()) {
            return;
        }
        lines.add("");
        heading("OBJECTIVES");
        int width = result.objectives().stream()
                .mapToInt(each -> each.text().length())
                .max()
                .orElse(0);
        String columns = "%s %-" + Math.max(LEAST_OBJECTIVE, width) + "s %s%s";
        for (ObjectiveOutcome each : result.objectives()) {
            lines.add(String.format(Locale.ROOT, columns, mark(each), each.text(), actual(each), reason(each)));
        }
    }

    private String actual(ObjectiveOutcome objective) {
        if (!Standing.undecided(result, objective)) {
            return style.text(objective.actual());
        }
        boolean measured = objective.outcome() != Outcome.NO_DATA;
        return "not decided" + (measured ? "  (" + style.text(objective.actual()) + " by then)" : "");
    }

    private String reason(ObjectiveOutcome objective) {
        String reason = Standing.reason(result, objective);
        return reason.isEmpty() ? "" : "  (" + reason + ")";
    }

    private String mark(ObjectiveOutcome objective) {
        if (Standing.undecided(result, objective)) {
            return style.leftOut();
        }
        return switch (objective.outcome()) {
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
                    case MET -> met(met) + " (" + ran + ")";
                    case MISSED ->
                        style.bad("MISSED") + ": " + missed + " of " + (met + missed) + " objectives (" + ran + ")";
                    case INVALID ->
                        style.bad("INVALID")
                                + ": the numbers say nothing about the server; the first warning says why ("
                                + ran
                                + ")";
                    case INCOMPLETE ->
                        style.bad(result.state() == RunResult.State.ABORTED ? "ABORTED" : "INCOMPLETE")
                                + String.format(
                                        Locale.ROOT,
                                        ": stopped after %.0f of %.0f s; the report covers what ran",
                                        result.ranSeconds(),
                                        result.identity().plannedSeconds());
                });
    }

    private String met(long met) {
        if (Standing.unasked(result)) {
            return style.good("COMPLETED") + Standing.verdict(result).substring("completed".length());
        }
        return style.good("MET") + ": " + (met == 1 ? "the objective" : "all " + met + " objectives");
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
