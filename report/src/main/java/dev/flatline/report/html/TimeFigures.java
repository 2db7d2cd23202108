package dev.flatline.report.html;

import dev.flatline.core.measure.LoggedDurations;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Second;
import dev.flatline.report.files.ResultFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The run over time: connections, attempts, handshakes, ghosts. What cannot be drawn is told with its reason. */
final class TimeFigures {

    private static final Series CLIENTS = new Series("Clients open", "first", false, "clients.open", Second::open);
    private static final Series SERVER =
            new Series("Held by the server", "second", false, "server.open", Second::serverOpen);
    private static final Series ATTEMPTS = new Series("Attempts", "first", true, "", Second::attempts);
    private static final Series OPENED = new Series("Opened", "second", true, "", Second::opened);
    private static final Series FAILED = new Series("Failed", "bad", true, "", Second::failed);
    private static final Series GHOSTS = new Series("Ghosts", "bad", false, "ghosts", Second::ghosts);

    private final ResultFolder folder;
    private final Logged logged;
    private final double end;
    private final Panel panel = new Panel();

    private TimeFigures(ResultFolder folder, Logged logged, double end) {
        this.folder = folder;
        this.logged = logged;
        this.end = end;
    }

    static Panel of(ResultFolder folder, Logged logged, double end) {
        TimeFigures figures = new TimeFigures(folder, logged, end);
        Optional<String> blind = figures.absent("server.open");
        figures.levels(
                "connections", "Connections", "", blind.isPresent() ? List.of(CLIENTS) : List.of(CLIENTS, SERVER));
        blind.ifPresent(reason -> figures.panel.note("What the server held is not observable: " + reason + "."));
        figures.levels(
                "attempts",
                "Connect attempts",
                "per second, first ones and reconnects",
                List.of(ATTEMPTS, OPENED, FAILED));
        figures.handshakes();
        figures.absent("ghosts")
                .ifPresentOrElse(
                        reason -> figures.panel.note("Ghosts are not observable: " + reason + "."),
                        () -> figures.levels(
                                "ghosts",
                                "Ghosts",
                                "connections the server holds whose client is gone",
                                List.of(GHOSTS)));
        return figures.panel;
    }

    private void levels(String id, String title, String hint, List<Series> series) {
        List<Second> seconds = folder.seconds();
        List<Line> lines = series.stream().map(each -> each.line(seconds)).toList();
        String words = String.join(
                " ",
                series.stream()
                        .map(each -> each.words(seconds, folder.summary().metrics()))
                        .toList());
        panel.add(over(id, title, hint, Unit.COUNT, lines, words));
    }

    private void handshakes() {
        Optional<LoggedDurations> found = logged.of("connect.total");
        if (found.isEmpty()) {
            panel.note(logged.why("How long a connect took in each second is not known", "no connect succeeded"));
            return;
        }
        List<LoggedDurations.Interval> intervals = found.get().intervals();
        List<Line> lines = List.of(
                line("p50", "first", intervals, LoggedDurations.Interval::p50),
                line("p99", "second", intervals, LoggedDurations.Interval::p99),
                line("max", "bad", intervals, LoggedDurations.Interval::max));
        String words = String.join(
                " ", lines.stream().map(line -> line.words(Unit.MILLIS)).toList());
        panel.add(over(
                "handshakes",
                "Time to connect",
                "of the connects that succeeded in each second, from their intended start",
                Unit.MILLIS,
                lines,
                words));
    }

    /** Percentiles stand over their interval; where nothing was recorded, the line has a gap. */
    private static Line line(
            String label,
            String look,
            List<LoggedDurations.Interval> intervals,
            ToDoubleFunction<LoggedDurations.Interval> value) {
        List<Point> points = new ArrayList<>();
        double last = Double.NaN;
        for (LoggedDurations.Interval interval : intervals) {
            if (interval.fromSeconds() > last + 1e-3) {
                points.add(new Point(last, Double.NaN));
            }
            points.add(new Point(interval.fromSeconds(), value.applyAsDouble(interval)));
            points.add(new Point(interval.toSeconds(), value.applyAsDouble(interval)));
            last = interval.toSeconds();
        }
        return new Line(label, look, true, points);
    }

    private Figure over(String id, String title, String hint, Unit unit, List<Line> lines, String words) {
        Table numbers = TimeTable.of("Lowest and highest in each part of the run", lines, unit, end);
        Map<String, Object> more = Map.of("log", unit == Unit.MILLIS && Scales.wide(lines));
        return new Figure(id, Figure.Kind.TIME, title, hint, unit, lines, words, numbers, more);
    }

    private Optional<String> absent(String metric) {
        return folder.summary().metrics().get(metric) instanceof Metric.Absent absent
                ? Optional.of(absent.reason())
                : Optional.empty();
    }
}
