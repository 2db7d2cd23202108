package dev.flatline.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processor time against connections as SVG, a line for each subject, both axes logarithmic. */
final class JobChart {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 150;
    private static final int TOP = 44;
    private static final int BOTTOM = 44;
    private static final List<String> COLOURS =
            List.of("#7f7f7f", "#1f77b4", "#9467bd", "#2ca02c", "#bcbd22", "#d62728", "#ff7f0e", "#8c564b");

    private final Map<String, Map<Integer, Double>> series;
    private final StringBuilder svg = new StringBuilder();
    private final int minX;
    private final int maxX;
    private final int minY;
    private final int maxY;

    /**
     * Sizes the axes to whole decades.
     *
     * @param series positive nanoseconds by subject and number of connections
     */
    JobChart(Map<String, Map<Integer, Double>> series) {
        this.series = series;
        double[] sizes = series.values().stream()
                .flatMap(line -> line.keySet().stream())
                .mapToDouble(Integer::doubleValue)
                .sorted()
                .toArray();
        double[] times = series.values().stream()
                .flatMap(line -> line.values().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        minX = (int) Math.floor(Math.log10(sizes[0]));
        maxX = Math.max(minX + 1, (int) Math.ceil(Math.log10(sizes[sizes.length - 1])));
        minY = (int) Math.floor(Math.log10(times[0]));
        maxY = Math.max(minY + 1, (int) Math.ceil(Math.log10(times[times.length - 1])));
    }

    String render(String title) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\"");
        svg.append(" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT).append('"');
        svg.append(" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text(LEFT, 20, "start", title);
        for (int decade = minX; decade <= maxX; decade++) {
            double x = x(Math.pow(10, decade));
            line(x, TOP, x, HEIGHT - BOTTOM);
            text(
                    x,
                    HEIGHT - BOTTOM + 18,
                    "middle",
                    String.format(Locale.ROOT, "%,d", Math.round(Math.pow(10, decade))));
        }
        for (int decade = minY; decade <= maxY; decade++) {
            double y = y(Math.pow(10, decade));
            line(LEFT, y, WIDTH - RIGHT, y);
            text(LEFT - 6, y + 4, "end", Score.time(Math.pow(10, decade)));
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", "connections");
        int index = 0;
        for (Map.Entry<String, Map<Integer, Double>> line : series.entrySet()) {
            drawn(line.getKey(), line.getValue(), COLOURS.get(index % COLOURS.size()), index);
            index++;
        }
        return svg.append("</svg>\n").toString();
    }

    private void drawn(String name, Map<Integer, Double> points, String colour, int index) {
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
                .append(colour)
                .append("\" points=\"");
        points.forEach((size, nanos) -> svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(size), y(nanos))));
        svg.append("\"/>\n");
        points.forEach((size, nanos) -> svg.append(String.format(
                Locale.ROOT, "<circle r=\"3\" cx=\"%.1f\" cy=\"%.1f\" fill=\"%s\"/>%n", x(size), y(nanos), colour)));
        int y = TOP + 10 + 20 * index;
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
                WIDTH - RIGHT + 14,
                y - 10,
                colour));
        text(WIDTH - RIGHT + 32, y, "start", name);
    }

    private void line(double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#ddd\" fill=\"none\"/>%n", x1, y1, x2, y2));
    }

    private void text(double x, double y, String anchor, String words) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words));
    }

    private double x(double size) {
        return LEFT + (Math.log10(size) - minX) / (maxX - minX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double nanos) {
        return HEIGHT - BOTTOM - (Math.log10(nanos) - minY) / (maxY - minY) * (HEIGHT - TOP - BOTTOM);
    }
}
