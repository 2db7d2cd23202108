package dev.flatline.report.html;

import dev.flatline.core.measure.Second;
import dev.flatline.report.html.Decimation.Point;
import dev.flatline.report.words.Units;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * One line of a chart.
 *
 * @param label its name in the legend
 * @param look which of the page's line styles it wears
 * @param perSecond whether it counts events per second; otherwise it is a level, taken at the end of each second
 * @param value where it comes from
 */
record Series(String label, String look, boolean perSecond, ToLongFunction<Second> value) {

    /** What a chart needs, as maps and lists. */
    Map<String, Object> data(List<Second> seconds) {
        List<Point> points = seconds.stream()
                .map(second -> new Point(second.second() + (perSecond ? 0.5 : 1), value.applyAsLong(second)))
                .toList();
        List<List<Object>> pairs = Decimation.thin(points).stream()
                .map(point -> List.<Object>of(point.x(), point.y()))
                .toList();
        return Map.of("label", label, "look", look, "points", pairs);
    }

    /** The line in words, for those who do not see it. */
    String words(List<Second> seconds) {
        long most = seconds.stream().mapToLong(value).max().orElse(0);
        int when = seconds.stream()
                .filter(second -> value.applyAsLong(second) == most)
                .mapToInt(Second::second)
                .findFirst()
                .orElse(0);
        String peak = label + ": at most " + Units.count(most) + (most == 0 ? "" : " in second " + (when + 1));
        if (perSecond) {
            return peak + ", " + Units.count(seconds.stream().mapToLong(value).sum()) + " in all.";
        }
        long end = value.applyAsLong(seconds.get(seconds.size() - 1));
        return peak + ", " + Units.count(end) + " at the end.";
    }
}
