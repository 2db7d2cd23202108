package dev.flatline.report.html;

import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.ResultFolder;
import java.util.ArrayList;
import java.util.List;

/** Under what circumstances it ran, and how to run it again. */
final class RunPart {

    private RunPart() {}

    static String warnings(ResultFolder folder) {
        List<String> all = new ArrayList<>(folder.summary().warnings());
        all.addAll(folder.notes());
        StringBuilder items = new StringBuilder();
        all.forEach(
                warning -> items.append("<li>").append(Markup.escape(warning)).append("</li>\n"));
        return all.isEmpty()
                ? ""
                : "<div class=\"warnings\" role=\"note\">\n<h2>Warnings</h2>\n<ul>\n" + items + "</ul>\n</div>\n";
    }

    static String environment(ResultFolder folder) {
        Table table = new Table("Where it ran", "What", "Value");
        table.row(Cell.text("flatline"), Cell.text(folder.flatline()));
        folder.summary().environment().forEach((name, value) -> {
            if (!name.equals("flatline")) {
                table.row(Cell.text(name), Cell.text(value));
            }
        });
        return Markup.section("environment", "Environment", table.html());
    }

    static String repeat(ResultFolder folder) {
        RunResult run = folder.summary();
        Table table = new Table("What identifies this run", "What", "Value");
        table.row(Cell.text("seed"), Cell.code(Long.toString(run.identity().seed())));
        table.row(Cell.text("engine"), Cell.text(run.identity().engine()));
        table.row(Cell.text("started"), Cell.text(run.identity().startedAt()));
        table.row(Cell.text("trace hash"), Cell.code(run.traceHash()));
        String command =
                "<p>The same seed hits the same clients.</p>\n<div class=\"command\"><pre tabindex=\"0\"><code id=\"command\">"
                        + Markup.escape(run.identity().command())
                        + "</code></pre>\n<button type=\"button\" data-copy=\"command\">Copy</button></div>\n";
        return Markup.section("again", "Run it again", command + table.html() + scenario(folder.scenario()));
    }

    private static String scenario(String yaml) {
        return yaml.isEmpty()
                ? ""
                : "<details>\n<summary>The scenario as it was run</summary>\n<pre tabindex=\"0\"><code>"
                        + Markup.escape(yaml) + "</code></pre>\n</details>\n";
    }
}
