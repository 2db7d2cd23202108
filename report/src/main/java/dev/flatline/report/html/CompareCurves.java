package dev.flatline.report.html;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Returned;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.compare.Comparison;
import dev.flatline.report.compare.Side;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The way back from each fault in all runs of all sides, one over the other: share of clients over the time since its end. */
final class CompareCurves {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int LEFT = 44;
    private static final int BOTTOM = 24;
    private static final int TOP = 8;
    private static final int RIGHT = 12;
    private static final int TICKS = 5;
    private static final int MOST_FAULTS = 6;

    private final Comparison comparison;

    private CompareCurves(Comparison comparison) {
        this.comparison = comparison;
    }

    /** A figure for each fault that all sides have and some clients came back from; empty if there is none. */
    static String html(Comparison comparison) {
        CompareCurves curves = new CompareCurves(comparison);
        List<String> figures = comparison.sides().get(0).results().get(0).faults().stream()
                .map(curves::figure)
                .filter(figure -> !figure.isEmpty())
                .toList();
        String more = figures.size() > MOST_FAULTS
                ? Markup.note("And " + (figures.size() - MOST_FAULTS) + " more faults, which are in the tables.")
                : "";
        return figures.isEmpty()
                ? ""
                : curves.legend() + "<div class=\"grid two\">\n"
                        + String.join("", figures.subList(0, Math.min(MOST_FAULTS, figures.size()))) + "</div>\n"
                        + more;
    }

    private String legend() {
        StringBuilder legend = new StringBuilder("<p class=\"key note\">");
        for (int side = 0; side < comparison.sides().size(); side++) {
            legend.append("<span><svg width=\"18\" height=\"10\" aria-hidden=\"true\"><circle class=\"")
                    .append(look(side))
                    .append("\" cx=\"9\" cy=\"5\" r=\"4.5\"/></svg> ")
                    .append(Markup.escape(comparison.sides().get(side).name()))
                    .append("</span> ");
        }
        return legend.append("</p>\n").toString();
    }

    /** The colour of a side: its class. */
    static String look(int side) {
        return "side" + Math.min(side, 4);
    }

    private String figure(FaultOutcome fault) {
        List<List<FaultOutcome>> sides =
                comparison.sides().stream().map(side -> of(side, fault)).toList();
        double until = sides.stream()
                .flatMap(List::stream)
                .flatMap(each -> each.curve().stream())
                .mapToDouble(Returned::millis)
                .max()
                .orElse(0);
        if (until <= 0 || sides.stream().anyMatch(List::isEmpty)) {
            return "";
        }
        StringBuilder paths = new StringBuilder();
        List<String> words = new ArrayList<>();
        for (int side = 0; side < sides.size(); side++) {
            for (FaultOutcome each : sides.get(side)) {
                paths.append("<path class=\"" + look(side) + "\" d=\"" + path(each, until) + "\"/>\n");
            }
            words.add(comparison.sides().get(side).name() + ": 99 % back in " + range(sides.get(side)));
        }
        String name = "Fault " + (fault.index() + 1) + ", " + fault.name();
        return "<figure class=\"curves\">\n<figcaption><strong>" + Markup.escape(name)
                + "</strong> <span class=\"quiet\">"
                + "{fault=" + fault.index() + "}</span></figcaption>\n"
                + "<svg role=\"img\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" aria-label=\""
                + Markup.escape(name + ". " + String.join("; ", words)) + "\">\n" + axes(until) + paths + "</svg>\n"
                + "<p class=\"note\">" + Markup.escape(String.join("; ", words)) + ".</p>\n</figure>\n";
    }

    private static List<FaultOutcome> of(Side side, FaultOutcome fault) {
        return side.results().stream()
                .map(RunResult::faults)
                .flatMap(faults -> faults.stream()
                        .filter(each -> each.index() == fault.index()
                                && each.label().equals(fault.label())
                                && each.clientsHit() > 0))
                .toList();
    }

    private static String range(List<FaultOutcome> runs) {
        List<Double> times = runs.stream().map(FaultOutcome::t99).sorted().toList();
        String least = Units.duration(times.get(0));
        String most = Units.duration(times.get(times.size() - 1));
        return least.equals(most) ? least : least + " to " + most;
    }

    private static String path(FaultOutcome fault, double until) {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "M%d %d", LEFT, HEIGHT - BOTTOM));
        for (Returned returned : fault.curve()) {
            path.append(String.format(
                    Locale.ROOT,
                    "H%.1fV%.1f",
                    x(Math.max(0, returned.millis()), until),
                    y((double) returned.clients() / fault.clientsHit())));
        }
        return path.append("H").append(WIDTH - RIGHT).toString();
    }

    private static double x(double millis, double until) {
        return LEFT + millis / until * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    private static String axes(double until) {
        StringBuilder axes = new StringBuilder();
        for (int percent = 0; percent <= 100; percent += 50) {
            double y = y(percent / 100.0);
            axes.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text class=\"n\" x=\"%d\" y=\"%.1f\">%d %%</text>\n",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y,
                    LEFT - 6,
                    y + 4,
                    percent));
        }
        double step = step(until / TICKS);
        for (double at = 0; at <= until; at += step) {
            double x = x(at, until);
            boolean last = x > WIDTH - 4 * RIGHT;
            axes.append(String.format(
                    Locale.ROOT,
                    "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                    last ? "n" : "middle",
                    last ? WIDTH - RIGHT / 2.0 : x,
                    HEIGHT - 6,
                    Markup.escape(at == 0 ? "0" : Units.duration(at).replaceFirst("\\.0+ ", " "))));
        }
        return axes.toString();
    }

    /** The next of 1, 2, 5, 10, 20, 50, … milliseconds that is not smaller. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        return Stream.of(1, 2, 5)
                .map(factor -> factor * power)
                .filter(step -> step >= least)
                .findFirst()
                .orElse(10 * power);
    }
}
