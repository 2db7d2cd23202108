package dev.flatline.report.html;

import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.LoggedDurations;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.Silences;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How durations are distributed: percentile spectra on HdrHistogram's axis, and bars. */
final class DurationFigures {

    private static final int BARS = 40;
    private static final List<Double> SHARES = List.of(0.5, 0.9, 0.99, 0.999, 0.9999, 1.0);

    private final RunResult run;
    private final Logged logged;
    private final Panel panel = new Panel();

    private DurationFigures(RunResult run, Logged logged) {
        this.run = run;
        this.logged = logged;
    }

    /** What clients waited for in daily life. */
    static Panel spectra(RunResult run, Logged logged) {
        DurationFigures figures = new DurationFigures(run, logged);
        figures.spectrum("connect.total", "spectrum-connect", "Connect");
        figures.spectrum("heartbeat.rtt", "spectrum-heartbeat", "Heartbeat answered");
        figures.spectrum("message.rtt", "spectrum-message", "Message echoed");
        figures.spectrum("message.push", "spectrum-push", "Message received by another");
        if (!logged.failure().isEmpty()) {
            figures.panel.note(logged.why("How durations are distributed cannot be drawn", ""));
        }
        return figures.panel;
    }

    /** What the faults cost. */
    static Panel bars(RunResult run, Logged logged) {
        DurationFigures figures = new DurationFigures(run, logged);
        String how = Silences.of(run);
        String deaths = "deaths" + (how.isEmpty() ? "" : " (" + how + ")") + ", by how long it took";
        String silent = how.isEmpty() ? "silent " + deaths : deaths;
        figures.bars("outage", "bars-outage", "Outages", "clients, by how long they were without a working connection");
        figures.bars("detect.client", "bars-detect-client", "Clients noticed", silent);
        figures.bars("detect.server", "bars-detect-server", "The server noticed", silent);
        return figures.panel;
    }

    private void spectrum(String metric, String id, String title) {
        Optional<LoggedDurations> corrected = logged.of(metric);
        if (corrected.isEmpty()) {
            return;
        }
        List<Line> lines = new ArrayList<>(List.of(line("From the intended start", "first", corrected.get())));
        Optional<LoggedDurations> raw = logged.of(metric + ".raw");
        raw.ifPresent(found -> lines.add(line("Raw: from the actual start", "second", found)));
        Table numbers = new Table("Percentiles, and the same uncorrected", "Share", "Intended start", "Actual start");
        SHARES.forEach(share -> numbers.row(
                Cell.text(Units.share(share)),
                Cell.duration(corrected.get().percentile(share)),
                raw.map(found -> Cell.duration(found.percentile(share))).orElse(Cell.number("–"))));
        String words = Units.count(corrected.get().count()) + " durations: half within "
                + Units.duration(corrected.get().percentile(0.5)) + ", 99 % within "
                + Units.duration(corrected.get().percentile(0.99)) + ", all within "
                + Units.duration(corrected.get().percentile(1)) + ".";
        panel.add(new Figure(
                id,
                Figure.Kind.SPECTRUM,
                title,
                metric,
                Unit.MILLIS,
                lines,
                words,
                numbers,
                Map.of("log", Scales.wide(lines))));
    }

    /** On an axis of 1 / (1 - share), where 90 %, 99 % and 99.9 % are equally far apart; all of them end at their number. */
    private static Line line(String label, String look, LoggedDurations durations) {
        List<Point> points = new ArrayList<>();
        for (LoggedDurations.Step step : durations.spectrum()) {
            double x = step.share() < 1 ? 1 / (1 - step.share()) : (double) durations.count();
            points.add(new Point(Math.min(x, (double) Math.max(1, durations.count())), step.millis()));
        }
        return new Line(label, look, false, points);
    }

    private void bars(String metric, String id, String title, String hint) {
        Optional<LoggedDurations> found = logged.of(metric);
        if (found.isEmpty()) {
            return;
        }
        LoggedDurations.Bars bars = found.get().bars(BARS);
        List<Point> points = new ArrayList<>(List.of(new Point(bars.fromMillis(), 0)));
        Table numbers = new Table("How many lasted how long", "From", "To", "Count");
        for (int bar = 0; bar < bars.counts().size(); bar++) {
            double from = bars.fromMillis() + bar * bars.widthMillis();
            double to = from + bars.widthMillis();
            long count = bars.counts().get(bar);
            points.add(new Point(from, (double) count));
            points.add(new Point(to, (double) count));
            if (count > 0) {
                numbers.row(Cell.text(Units.duration(from)), Cell.duration(to), Cell.count(count));
            }
        }
        points.add(new Point(bars.fromMillis() + bars.counts().size() * bars.widthMillis(), 0));
        List<Map<String, Object>> marks = marks(metric);
        String words = Units.count(found.get().count()) + " in all: half within "
                + Units.duration(found.get().percentile(0.5))
                + ", 99 % within " + Units.duration(found.get().percentile(0.99)) + ", the longest "
                + Units.duration(found.get().percentile(1)) + "." + promised(metric);
        panel.add(new Figure(
                id,
                Figure.Kind.BARS,
                title,
                hint,
                Unit.COUNT,
                List.of(new Line(title, "first", false, points)),
                words,
                numbers,
                Map.of("marks", marks)));
    }

    /** The theoretical bounds of a metric, as lines in its chart: each value once. */
    private List<Map<String, Object>> marks(String metric) {
        return run.bounds().stream()
                .filter(bound -> bound.metric().equals(metric) && Double.isFinite(bound.boundMillis()))
                .map(BoundCheck::boundMillis)
                .distinct()
                .sorted()
                .map(millis -> Map.<String, Object>of("at", millis, "label", "bound " + Units.duration(millis)))
                .toList();
    }

    private String promised(String metric) {
        List<Map<String, Object>> marks = marks(metric);
        return marks.isEmpty()
                ? ""
                : " The line is what the rule promises: "
                        + String.join(
                                ", ",
                                marks.stream()
                                        .map(mark -> String.valueOf(mark.get("label")))
                                        .toList()) + ".";
    }
}
