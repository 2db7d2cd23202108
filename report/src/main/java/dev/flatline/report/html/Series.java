package dev.flatline.report.html;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Second;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * One line of a chart.
 *
 * @param label its name in the legend
 * @param look which of the page's line styles it wears
 * @param perSecond whether it counts events per second; otherwise it is a level, taken at the end of each second
 * @param metric the gauge that knows the peak of a level; empty for events
 * @param value where it comes from
 */
record Series(String label, String look, boolean perSecond, String metric, ToLongFunction<Second> value) {

    /**
     * The line. A count stands from the beginning of its second to the end, as a step; a level stands at the end of its
     * second, and every level was 0 when the run began.
     */
    Line line(List<Second> seconds) {
        List<Point> points = new ArrayList<>();
        if (!perSecond) {
            points.add(new Point(0, 0));
        }
        seconds.forEach(second ->
                points.add(new Point(second.second() + (perSecond ? 0 : 1), (double) value.applyAsLong(second))));
        if (perSecond) {
            Second last = seconds.get(seconds.size() - 1);
            points.add(new Point(last.second() + 1, (double) value.applyAsLong(last)));
        }
        return new Line(label, look, perSecond, points);
    }

    /** The line in words, for those who do not see it; the peak of a level can lie between two ends of seconds. */
    String words(List<Second> seconds, Map<String, Metric> metrics) {
        long most = seconds.stream().mapToLong(value).max().orElse(0);
        int when = seconds.stream()
                .filter(second -> value.applyAsLong(second) == most)
                .mapToInt(Second::second)
                .findFirst()
                .orElse(0);
        String at = most == 0 ? "" : " at " + Units.count(when + (perSecond ? 0 : 1)) + " s";
        if (perSecond) {
            return label + ": at most " + Units.count(most) + at + ", "
                    + Units.count(seconds.stream().mapToLong(value).sum()) + " in all.";
        }
        long end = value.applyAsLong(seconds.get(seconds.size() - 1));
        String ended = ", " + Units.count(end) + " at the end.";
        return metrics.get(metric) instanceof Metric.Gauge gauge && gauge.max() > most
                ? label + ": " + Units.count(gauge.max()) + " at the peak, at the end of a second at most "
                        + Units.count(most) + at + ended
                : label + ": at most " + Units.count(most) + at + ended;
    }
}
