package dev.flatline.report.html;

import dev.flatline.core.measure.RunResult;

/** The metrics of each group of clients; nothing where there is one group. */
final class GroupsPart {

    private GroupsPart() {}

    static String html(RunResult run) {
        Matrix matrix = new Matrix("Group by group: p50 · p99 · max where there are many");
        run.groups().forEach((name, metrics) -> matrix.add("group." + name, name, metrics));
        return Markup.section("groups", "Groups of clients", matrix.html());
    }
}
