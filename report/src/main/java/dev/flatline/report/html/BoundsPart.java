package dev.flatline.report.html;

import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.Units;

/** Whether what heartbeat rules promise was kept. */
final class BoundsPart {

    private BoundsPart() {}

    static String html(RunResult run) {
        Table table = new Table(
                "Noticed in time? The bound is what the rule's own numbers come to",
                "What",
                "Whose",
                "The rule",
                "Bound",
                "Within it",
                "Longest",
                "");
        int place = 0;
        for (BoundCheck bound : run.bounds()) {
            String id = "bound." + place++;
            table.row(
                    Cell.code(bound.metric()),
                    Cell.text(bound.scope().isEmpty() ? "all" : bound.scope()),
                    Cell.text(bound.formula()),
                    Cell.duration(bound.boundMillis()).value(id + ".bound", bound.boundMillis()),
                    within(bound, id),
                    Cell.duration(bound.maxMillis()).value(id + ".max", bound.maxMillis()),
                    Cell.html(outcome(bound)));
        }
        return table.html();
    }

    private static Cell within(BoundCheck bound, String id) {
        long kept = bound.measured() - bound.exceeded();
        return Cell.count(kept)
                .value(id + ".within", kept)
                .of(Cell.count(bound.measured()).value(id + ".measured", bound.measured()));
    }

    private static String outcome(BoundCheck bound) {
        if (bound.measured() == 0) {
            return "<span class=\"quiet\">– no data</span>";
        }
        return bound.exceeded() == 0
                ? "<span class=\"met\">✓ kept</span>"
                : "<span class=\"missed\">✗ exceeded by " + Units.count(bound.exceeded()) + "</span>";
    }
}
