package dev.flatline.scenarios.view;

import dev.flatline.report.compare.Comparison;
import dev.flatline.report.compare.Row;
import dev.flatline.report.compare.Verdict;
import dev.flatline.report.compare.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as lines: the verdict, what to know before, and a table of what decides or changed. */
public final class CompareLines {

    private static final int MOST_SETTINGS = 12;
    private static final int VALUE = 12;
    private static final int CHANGE = 10;
    private static final int VERDICT = 14;

    private final Comparison comparison;
    private final Style style;
    private final int name;

    private CompareLines(Comparison comparison, List<Row> shown, Style style) {
        this.comparison = comparison;
        this.style = style;
        this.name = shown.stream().mapToInt(row -> row.name().length()).max().orElse(0) + 2;
    }

    /**
     * The lines to print.
     *
     * @param all whether every number is shown, and not only those that decide or changed
     */
    public static List<String> of(Comparison comparison, Style style, boolean all) {
        List<Row> shown = comparison.rows().stream()
                .filter(row ->
                        all || row.isNews() || (row.decides() && row.name().indexOf('{') < 0))
                .toList();
        CompareLines table = new CompareLines(comparison, shown, style);
        List<String> lines = new ArrayList<>();
        for (int side = 1; side < comparison.sides().size(); side++) {
            lines.add(table.verdict(side));
        }
        lines.add("");
        for (int side = 0; side < comparison.sides().size(); side++) {
            String name = style.text(comparison.sides().get(side).name());
            lines.add(letter(side) + "  " + name + "  ("
                    + Words.runs(comparison.sides().get(side)) + ")" + (side == 0 ? ", the baseline" : ""));
        }
        lines.addAll(table.settings());
        comparison.notes().forEach(note -> lines.add("note: " + style.text(note)));
        lines.add("");
        lines.add(style.heading(table.head()));
        shown.forEach(row -> lines.add(table.line(row)));
        comparison.newlyMissed().forEach(text -> lines.add(style.missed() + " newly missed: " + text));
        int hidden = comparison.rows().size() - shown.size();
        if (hidden > 0) {
            lines.add(style.text("… and " + hidden + " more numbers: --all"));
        }
        return lines;
    }

    private String verdict(int side) {
        String words = style.text(comparison.verdict().get(side - 1));
        return comparison.isRegression(side) ? style.bad(words) : comparison.isInvalid() ? words : style.good(words);
    }

    private List<String> settings() {
        List<String> lines = new ArrayList<>();
        comparison.settings().forEach((key, values) -> {
            if (lines.size() < MOST_SETTINGS) {
                lines.add(style.text("set: " + key + ": " + String.join(" | ", values)));
            }
        });
        int more = comparison.settings().size() - lines.size();
        if (more > 0) {
            lines.add(style.text("set: … and " + more + " more keys"));
        }
        return lines;
    }

    private static String letter(int side) {
        return String.valueOf((char) ('A' + side));
    }

    private String head() {
        StringBuilder head = new StringBuilder(left("NUMBER", name)).append(right("A", VALUE));
        for (int side = 1; side < comparison.sides().size(); side++) {
            head.append(right(letter(side), VALUE))
                    .append(right("CHANGE", CHANGE))
                    .append("  ")
                    .append(left("VERDICT", VERDICT));
        }
        return head.toString().stripTrailing();
    }

    private String line(Row row) {
        StringBuilder line =
                new StringBuilder(left(row.name(), name)).append(right(Words.value(row, row.median(0)), VALUE));
        for (int side = 1; side < comparison.sides().size(); side++) {
            Row.Change change = row.changes().get(side - 1);
            line.append(right(Words.value(row, row.median(side)), VALUE))
                    .append(right(Words.change(row, change), CHANGE))
                    .append("  ")
                    .append(painted(row, change));
        }
        return style.text(line.toString()).stripTrailing();
    }

    private String painted(Row row, Row.Change change) {
        String word = left(Words.verdict(change.verdict()), VERDICT);
        if (change.verdict() == Verdict.WORSE && row.decides()) {
            return style.bad(word);
        }
        return change.verdict() == Verdict.BETTER ? style.good(word) : word;
    }

    private static String left(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }

    private static String right(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
