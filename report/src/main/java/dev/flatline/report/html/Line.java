package dev.flatline.report.html;

import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a chart.
 *
 * @param label its name in the legend
 * @param look which of the page's line styles it wears
 * @param stepped whether a value holds until the next one
 * @param points in order
 */
record Line(String label, String look, boolean stepped, List<Point> points) {

    /** What a chart needs, as maps and lists; a gap is null. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("label", label);
        data.put("look", look);
        data.put("stepped", stepped);
        List<List<@Nullable Object>> pairs = new ArrayList<>();
        for (Point point : Decimation.thin(points)) {
            pairs.add(Arrays.asList(rounded(point.x(), 1e3), value(point.y())));
        }
        data.put("points", pairs);
        return data;
    }

    /** Its highest point and its end in words. */
    String words(Unit unit) {
        Optional<Point> most = points.stream()
                .filter(point -> Double.isFinite(point.y()))
                .reduce((found, next) -> next.y() > found.y() ? next : found);
        return most.map(point -> label + ": at most " + unit.text(point.y())
                        + (point.y() == 0 ? "." : " at " + Units.seconds(point.x()) + "."))
                .orElse(label + ": nothing was seen.");
    }

    /** To four digits, for nobody sees more in a chart; null for a gap. */
    private static @Nullable Object value(double value) {
        return value == 0 ? 0L : rounded(value, Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value)))));
    }

    private static @Nullable Object rounded(double value, double scale) {
        if (!Double.isFinite(value)) {
            return null;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        return Math.rint(value * scale) / scale;
    }
}
