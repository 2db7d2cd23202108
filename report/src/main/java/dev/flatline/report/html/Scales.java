package dev.flatline.report.html;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/** Whether values lie so far apart that only a logarithmic axis shows them all. */
final class Scales {

    private static final double WIDE = 50;

    private Scales() {}

    static boolean wide(List<Line> lines) {
        DoubleSummaryStatistics found = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::y)
                .filter(value -> Double.isFinite(value) && value > 0)
                .summaryStatistics();
        return found.getCount() > 0 && found.getMax() / found.getMin() > WIDE;
    }
}
