package dev.flatline.report.markdown;

import dev.flatline.report.compare.Comparison;
import dev.flatline.report.compare.Row;
import dev.flatline.report.compare.Side;
import dev.flatline.report.compare.Words;
import java.util.ArrayList;
import java.util.List;

/** A comparison on a page of GitHub-flavoured Markdown: what changed, and what decides. */
public final class CompareMarkdown {

    private CompareMarkdown() {}

    /** The whole page. */
    public static String text(Comparison comparison) {
        StringBuilder page = new StringBuilder();
        line(page, "## " + heading(comparison));
        line(page, "");
        comparison.verdict().forEach(sentence -> line(page, plain(sentence) + ".\n"));
        comparison
                .settings()
                .forEach((key, values) -> line(page, "- set: " + plain(key + ": " + String.join(" | ", values))));
        comparison.notes().forEach(note -> line(page, "- " + plain(note)));
        line(page, "");
        List<String> heads = new ArrayList<>(List.of("number", side(comparison, 0)));
        for (int side = 1; side < comparison.sides().size(); side++) {
            heads.addAll(List.of(side(comparison, side), "change", "verdict"));
        }
        row(page, heads);
        line(page, "|---|" + "--:|".repeat(heads.size() - 1));
        comparison.rows().stream()
                .filter(row -> row.decides() || row.isNews())
                .forEach(row -> row(page, cells(comparison, row)));
        return page.toString();
    }

    private static String heading(Comparison comparison) {
        if (comparison.isRegression()) {
            return "❌ Regression";
        }
        return comparison.isInvalid() ? "⚠️ No verdict" : "✅ No regression";
    }

    private static String side(Comparison comparison, int index) {
        Side side = comparison.sides().get(index);
        return plain(side.name()) + " (" + Words.runs(side) + ")";
    }

    private static List<String> cells(Comparison comparison, Row row) {
        List<String> cells = new ArrayList<>();
        cells.add("`" + row.name() + "`");
        cells.add(Words.value(row, row.median(0)));
        for (int side = 1; side < comparison.sides().size(); side++) {
            Row.Change change = row.changes().get(side - 1);
            String verdict = Words.verdict(change.verdict());
            cells.add(Words.value(row, row.median(side)));
            cells.add(Words.change(row, change));
            cells.add(change.isNews() ? "**" + verdict + "**" : verdict);
        }
        return cells;
    }

    private static void row(StringBuilder page, List<String> cells) {
        line(page, "| " + String.join(" | ", cells) + " |");
    }

    private static void line(StringBuilder page, String text) {
        page.append(text).append('\n');
    }

    private static String plain(String text) {
        return Markdown.plain(text);
    }
}
