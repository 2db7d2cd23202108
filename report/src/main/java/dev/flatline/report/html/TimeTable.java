package dev.flatline.report.html;

import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** The lines of a chart over time as a table: what each went between in each of a few intervals of the run. */
final class TimeTable {

    private static final int ROWS = 12;

    private TimeTable() {}

    static Table of(String caption, List<Line> lines, Unit unit, double end) {
        List<String> heads = new ArrayList<>(List.of("Seconds"));
        lines.forEach(line -> heads.add(line.label()));
        Table table = new Table(caption, heads.toArray(String[]::new));
        int rows = (int) Math.max(1, Math.min(ROWS, Math.ceil(end)));
        for (int row = 0; row < rows; row++) {
            double from = row * end / rows;
            double to = (row + 1) * end / rows;
            boolean last = row == rows - 1;
            List<Cell> cells = new ArrayList<>(List.of(Cell.text(Units.seconds(from) + " – " + Units.seconds(to))));
            lines.forEach(line -> cells.add(Cell.number(between(line, unit, from, last ? Double.MAX_VALUE : to))));
            table.row(cells.toArray(Cell[]::new));
        }
        return table;
    }

    private static String between(Line line, Unit unit, double from, double to) {
        DoubleSummaryStatistics found = line.points().stream()
                .filter(point -> point.x() >= from && point.x() < to && Double.isFinite(point.y()))
                .mapToDouble(Point::y)
                .summaryStatistics();
        if (found.getCount() == 0) {
            return "–";
        }
        String least = unit.text(found.getMin());
        String most = unit.text(found.getMax());
        return least.equals(most) ? most : least + " – " + most;
    }
}
