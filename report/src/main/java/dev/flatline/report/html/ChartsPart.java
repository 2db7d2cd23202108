package dev.flatline.report.html;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.Second;
import dev.flatline.report.files.EmbeddedJson;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.words.Standing;
import dev.flatline.report.words.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The run over time: charts on one shared axis, with the faults behind them. */
final class ChartsPart {

    private static final Series CLIENTS = new Series("Clients open", "first", false, "clients.open", Second::open);
    private static final Series SERVER =
            new Series("Held by the server", "second", false, "server.open", Second::serverOpen);
    private static final Series ATTEMPTS = new Series("Attempts", "first", true, "", Second::attempts);
    private static final Series OPENED = new Series("Opened", "second", true, "", Second::opened);
    private static final Series FAILED = new Series("Failed", "bad", true, "", Second::failed);
    private static final Series GHOSTS = new Series("Ghosts", "bad", false, "ghosts", Second::ghosts);

    private final ResultFolder folder;
    private final RunResult run;
    private final StringBuilder figures = new StringBuilder();
    private final List<Map<String, Object>> charts = new ArrayList<>();

    private ChartsPart(ResultFolder folder) {
        this.folder = folder;
        this.run = folder.summary();
    }

    /** The section, and the data behind it as JSON. */
    static Drawn of(ResultFolder folder) {
        ChartsPart part = new ChartsPart(folder);
        if (folder.seconds().isEmpty()) {
            part.figures.append(
                    Markup.note("The run ended before its first second was over: there is nothing to draw."));
        } else {
            part.draw();
        }
        return new Drawn(Markup.section("time", "Over time", part.figures.toString()), part.data());
    }

    private void draw() {
        Optional<String> blind = absent("server.open");
        chart("connections", "Connections", "", blind.isPresent() ? List.of(CLIENTS) : List.of(CLIENTS, SERVER));
        blind.ifPresent(
                reason -> figures.append(Markup.note("What the server held is not observable: " + reason + ".")));
        chart(
                "attempts",
                "Connect attempts",
                "per second, first ones and reconnects",
                List.of(ATTEMPTS, OPENED, FAILED));
        Optional<String> unseen = absent("ghosts");
        if (unseen.isPresent()) {
            figures.append(Markup.note("Ghosts are not observable: " + unseen.get() + "."));
        } else {
            chart("ghosts", "Ghosts", "connections the server holds whose client is gone", List.of(GHOSTS));
        }
    }

    private void chart(String id, String title, String unit, List<Series> series) {
        List<Second> seconds = folder.seconds();
        String words = String.join(
                " ",
                series.stream().map(line -> line.words(seconds, run.metrics())).toList());
        figures.append("<figure>\n<figcaption><strong>")
                .append(Markup.escape(title))
                .append("</strong> <span class=\"quiet\">")
                .append(Markup.escape(unit))
                .append("</span></figcaption>\n<div class=\"plot\"><canvas id=\"chart-")
                .append(id)
                .append("\" role=\"img\" aria-label=\"")
                .append(Markup.escape(title + " over time. " + words))
                .append("\"></canvas></div>\n<p class=\"note\">")
                .append(Markup.escape(words))
                .append("</p>\n</figure>\n");
        charts.add(Map.of(
                "id",
                "chart-" + id,
                "series",
                series.stream().map(line -> line.data(seconds)).toList()));
    }

    private String data() {
        double end = Math.max(1, Standing.measuredSeconds(run, folder.seconds()));
        List<Map<String, Object>> bands = new ArrayList<>();
        for (FaultOutcome fault : run.faults()) {
            if (Double.isFinite(fault.beganSeconds())) {
                double ended = Double.isFinite(fault.endedSeconds()) ? fault.endedSeconds() : end;
                String label = fault.label() + (fault.share() < 1 ? " " + Units.share(fault.share()) : "");
                bands.add(Map.of(
                        "number", FaultsPart.number(fault), "label", label, "from", fault.beganSeconds(), "to", ended));
            }
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("end", end);
        all.put("bands", bands);
        all.put("charts", charts);
        return EmbeddedJson.of(all);
    }

    private Optional<String> absent(String metric) {
        return run.metrics().get(metric) instanceof Metric.Absent absent
                ? Optional.of(absent.reason())
                : Optional.empty();
    }

    /**
     * The charts of a page.
     *
     * @param section where they stand, in HTML
     * @param data what they show, in JSON
     */
    record Drawn(String section, String data) {}
}
