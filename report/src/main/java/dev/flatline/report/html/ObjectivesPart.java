package dev.flatline.report.html;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.report.words.Standing;

/** What was asked for and what came out. */
final class ObjectivesPart {

    private ObjectivesPart() {}

    static String html(RunResult run) {
        if (run.objectives().isEmpty()) {
            return Markup.section("objectives", "Objectives", Markup.note("The scenario names no objectives."));
        }
        Table table = new Table("What was asked for and what came out", "Objective", "Outcome", "Actual");
        for (ObjectiveOutcome objective : run.objectives()) {
            table.row(
                    Cell.named(objective.text(), Standing.reason(run, objective)),
                    Cell.html(outcome(run, objective)),
                    Cell.number(objective.actual()));
        }
        return Markup.section("objectives", "Objectives", table.html());
    }

    private static String outcome(RunResult run, ObjectiveOutcome objective) {
        if (Standing.undecided(run, objective)) {
            return "<span class=\"quiet\">– not decided</span>";
        }
        return switch (objective.outcome()) {
            case MET -> "<span class=\"met\">✓ met</span>";
            case MISSED -> "<span class=\"missed\">✗ missed</span>";
            case NO_DATA -> "<span class=\"missed\">✗ no data</span>";
            case NOT_OBSERVABLE -> "<span class=\"quiet\">– not observable</span>";
        };
    }
}
