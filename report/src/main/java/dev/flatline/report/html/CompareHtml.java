package dev.flatline.report.html;

import dev.flatline.report.Build;
import dev.flatline.report.compare.Comparison;
import dev.flatline.report.compare.Row;
import dev.flatline.report.compare.Side;
import dev.flatline.report.compare.Verdict;
import dev.flatline.report.compare.Words;
import dev.flatline.report.words.MetricWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A comparison as one self-contained page in the look of {@code report.html}: the same comparison gives the same page. */
public final class CompareHtml {

    private static final int WIDTH = 180;
    private static final int ROW_HEIGHT = 14;
    private static final int MARGIN = 6;
    private static final double BEFORE_NEVER = 0.9;

    private final Comparison comparison;

    private CompareHtml(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The whole page. */
    public static String page(Comparison comparison) {
        CompareHtml page = new CompareHtml(comparison);
        Map<String, String> parts = new HashMap<>();
        parts.put("style", Template.resource(HtmlReport.class, "report.css"));
        parts.put("theme", Script.theme());
        parts.put("version", Markup.escape(Build.flatline()));
        parts.put("verdict", page.verdict());
        parts.put("story", page.story());
        parts.put("sides", page.sides());
        parts.put("settings", page.settings());
        parts.put("notes", page.notes());
        parts.put("curves", Markup.section("back", "The way back", CompareCurves.html(comparison)));
        parts.put("objectives", page.objectives());
        parts.put("news", Markup.section("news", "What changed", page.table("More than noise", Row::isNews)));
        parts.put(
                "deciding",
                Markup.section(
                        "deciding",
                        "What decides",
                        page.table("What makes a regression", row -> row.decides() && !row.isNews())));
        parts.put(
                "rest",
                Markup.section(
                        "rest",
                        "The rest",
                        Markup.details(
                                "All other numbers",
                                page.table("Beside them", row -> !row.decides() && !row.isNews()))));
        return new Template("compare.html").fill(parts);
    }

    private String verdict() {
        String look = comparison.isRegression() ? "missed" : comparison.isInvalid() ? "invalid" : "met";
        String mark = comparison.isRegression() ? "✗" : comparison.isInvalid() ? "!" : "✓";
        String words =
                comparison.isRegression() ? "regression" : comparison.isInvalid() ? "no verdict" : "no regression";
        return "<p class=\"verdict " + look + "\"><span aria-hidden=\"true\">" + mark + "</span> " + words + "</p>";
    }

    private String settings() {
        List<String> heads = new ArrayList<>(List.of("Key"));
        comparison.sides().forEach(side -> heads.add(side.name()));
        Table table = new Table("Keys of the scenario that differ", heads.toArray(String[]::new));
        comparison.settings().forEach((key, values) -> {
            List<Cell> cells = new ArrayList<>(List.of(Cell.code(key)));
            values.forEach(value -> cells.add(Cell.code(value)));
            table.row(cells.toArray(Cell[]::new));
        });
        return Markup.section("settings", "Set differently", table.html());
    }

    private String sides() {
        Table table = new Table("The first is the baseline", "Side", "Runs", "Scenario", "Engine", "Seeds", "Started");
        for (Side side : comparison.sides()) {
            table.row(
                    Cell.code(side.name()),
                    Cell.count(side.size()),
                    Cell.text(side.results().get(0).identity().scenario()),
                    Cell.text(side.results().get(0).identity().engine()),
                    Cell.text(String.join(
                            ", ",
                            side.results().stream()
                                    .map(run -> Long.toString(run.identity().seed()))
                                    .distinct()
                                    .toList())),
                    Cell.text(side.results().get(0).identity().startedAt()));
        }
        return Markup.section("sides", "Sides", table.html());
    }

    private String story() {
        return comparison.verdict().stream()
                .map(sentence -> "<p>" + Markup.escape(sentence) + ".</p>\n")
                .collect(Collectors.joining("", "<div class=\"story\">\n", "</div>\n"));
    }

    private String notes() {
        StringBuilder items = new StringBuilder();
        comparison
                .notes()
                .forEach(
                        note -> items.append("<li>").append(Markup.escape(note)).append("</li>\n"));
        return items.isEmpty()
                ? ""
                : "<div class=\"warnings\" role=\"note\">\n<h2>Before you compare</h2>\n<ul>\n" + items
                        + "</ul>\n</div>\n";
    }

    private String objectives() {
        if (comparison.objectives().isEmpty()) {
            return "";
        }
        List<String> heads = new ArrayList<>(List.of("Objective"));
        comparison.sides().forEach(side -> heads.add(side.name()));
        Table table = new Table("Runs that met it", heads.toArray(String[]::new));
        List<String> missed = comparison.newlyMissed();
        comparison.objectives().forEach((text, met) -> {
            List<Cell> cells = new ArrayList<>(List.of(Cell.code(text)));
            for (int side = 0; side < met.size(); side++) {
                String found =
                        met.get(side) + " of " + comparison.sides().get(side).size();
                String look = missed.contains(text) && side > 0 ? "missed" : "";
                cells.add(Cell.html("<span class=\"" + look + "\">" + Markup.escape(found) + "</span>"));
            }
            table.row(cells.toArray(Cell[]::new));
        });
        return Markup.section("objectives", "Objectives", table.html());
    }

    private String table(String caption, Predicate<Row> which) {
        List<String> heads = new ArrayList<>(List.of("Number", "Every run", "Baseline"));
        for (int side = 1; side < comparison.sides().size(); side++) {
            heads.add(comparison.sides().get(side).name());
            heads.add("Change");
            heads.add("Verdict");
        }
        Table table = new Table(caption, heads.toArray(String[]::new));
        comparison.rows().stream().filter(which).forEach(row -> table.row(cells(row)));
        return table.isEmpty() ? Markup.note("Nothing.") : table.html();
    }

    private Cell[] cells(Row row) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.named(row.name(), MetricWords.meaning(row.metric())));
        cells.add(Cell.html(dots(row)));
        cells.add(Cell.number(Words.value(row, row.median(0))));
        for (int side = 1; side < comparison.sides().size(); side++) {
            Row.Change change = row.changes().get(side - 1);
            cells.add(Cell.number(Words.value(row, row.median(side))));
            String interval = Words.interval(row, change);
            Cell shift = Cell.number(Words.change(row, change));
            cells.add(interval.isEmpty() || !change.isNews() ? shift : shift.below(interval, Cell.number("")));
            cells.add(verdict(row, change));
        }
        return cells.toArray(Cell[]::new);
    }

    private static Cell verdict(Row row, Row.Change change) {
        String look = change.verdict() == Verdict.WORSE
                ? (row.decides() ? "missed" : "warn")
                : change.verdict() == Verdict.BETTER ? "met" : "quiet";
        return Cell.html("<span class=\"" + look + "\">" + Markup.escape(Words.verdict(change.verdict())) + "</span>"
                + (change.reason().isEmpty() ? "" : "<small>" + reason(change) + "</small>"));
    }

    /** A p-value stays on one line. */
    private static String reason(Row.Change change) {
        return Markup.escape(change.reason().replaceFirst("^p ([=<]) ", "p\u00a0$1\u00a0"));
    }

    /** The values of all runs on one line for each side, between 0 and the largest; a stroke is the median. */
    private String dots(Row row) {
        double most = row.values().stream()
                .flatMap(List::stream)
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"dots\" role=\"img\" width=\"%d\" height=\"%d\" aria-label=\"%s\">",
                WIDTH, ROW_HEIGHT * row.values().size(), Markup.escape(spoken(row))));
        for (int side = 0; side < row.values().size(); side++) {
            double y = ROW_HEIGHT * (side + 0.5);
            String look = CompareCurves.look(side);
            svg.append(format("<line x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", WIDTH, y, y));
            for (double value : row.values().get(side)) {
                svg.append(format("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", look, x(value, most), y));
            }
            if (row.values().get(side).size() > 1) {
                double middle = x(row.median(side), most);
                svg.append(format(
                        "<path class=\"%s\" d=\"M%.1f %.1fV%.1f\"/>",
                        look, middle, y - ROW_HEIGHT / 2.0, y + ROW_HEIGHT / 2.0));
            }
        }
        return svg.append("</svg>").toString();
    }

    /** Where a value stands; what never came stands behind the largest. */
    private static double x(double value, double most) {
        double share = Double.isInfinite(value) ? 1 : most <= 0 ? 0 : BEFORE_NEVER * value / most;
        return MARGIN + share * (WIDTH - 2 * MARGIN);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private String spoken(Row row) {
        List<String> words = new ArrayList<>();
        for (int side = 0; side < row.values().size(); side++) {
            words.add(comparison.sides().get(side).name() + ": "
                    + String.join(
                            ", ",
                            row.values().get(side).stream()
                                    .map(value -> Words.value(row, value))
                                    .toList()));
        }
        return String.join("; ", words);
    }
}
