package dev.flatline.report.html;

import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.words.Standing;
import dev.flatline.report.words.Story;
import dev.flatline.report.words.Units;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code report.html}: one self-contained page that needs no network. The same folder gives the same page.
 */
public final class HtmlReport {

    /** The file's name in a result folder. */
    public static final String FILE = "report.html";

    private HtmlReport() {}

    /**
     * What {@code flatline.show} of the page takes, in JSON: the page then shows this folder, without being loaded again. Its
     * {@code parts} are what stands on the page beside the charts, in HTML, by the id of the element it stands in.
     */
    public static String data(ResultFolder folder) {
        ChartsPart charts = ChartsPart.of(folder);
        Map<String, String> parts = new LinkedHashMap<>(parts(folder, charts));
        parts.putAll(charts.texts());
        return charts.json(Map.of("parts", parts));
    }

    /** The page for what a folder says. */
    public static String page(ResultFolder folder) {
        RunResult run = folder.summary();
        ChartsPart charts = ChartsPart.of(folder);
        Map<String, String> slots = new HashMap<>();
        slots.put("style", Template.resource(HtmlReport.class, "report.css"));
        slots.put("theme", Script.theme());
        slots.put("scenario", Markup.escape(run.identity().scenario()));
        slots.put("version", Markup.escape(folder.flatline()));
        slots.put("servers", folder.servers().servers().isEmpty() ? "" : "\n<a href=\"#servers\">Servers</a>");
        slots.put("library", ChartLibrary.script());
        slots.put("data", charts.json(Map.of()));
        slots.put("script", Script.page());
        slots.put(
                "parts",
                parts(folder, charts).entrySet().stream()
                        .map(part -> Markup.part(part.getKey(), part.getValue()))
                        .collect(Collectors.joining()));
        return new Template("page.html").fill(slots);
    }

    /** The same page for a run that goes on: it asks for {@code data} beside itself every second, and shows it. */
    public static String livePage(ResultFolder folder) {
        return page(folder).replace("</body>", "<script>\n" + Script.live() + "</script>\n</body>");
    }

    /** What stands on the page, in order. */
    private static Map<String, String> parts(ResultFolder folder, ChartsPart charts) {
        RunResult run = folder.summary();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("part-top", top(folder));
        parts.put("part-objectives", ObjectivesPart.html(run));
        parts.put("part-time", charts.time());
        parts.put("part-faults", FaultsPart.html(run, charts.recovery()));
        parts.put("part-detection", DetectionPart.html(run, charts.bars()));
        parts.put("part-servers", ServersPart.html(folder));
        parts.put("part-groups", GroupsPart.html(run));
        parts.put("part-metrics", MetricsPart.html(run, charts.spectra()));
        parts.put("part-run", RunPart.repeat(folder) + RunPart.environment(folder));
        return parts;
    }

    private static String top(ResultFolder folder) {
        RunResult run = folder.summary();
        return "<div class=\"title\">\n<h1>" + Markup.escape(run.identity().scenario()) + "</h1>\n" + verdict(run)
                + "\n</div>\n<p class=\"description\">"
                + Markup.escape(run.identity().description()) + "</p>\n<p class=\"facts\">" + Markup.escape(facts(run))
                + "</p>\n"
                + notice(folder) + "<div class=\"story\">\n" + story(folder) + "\n</div>\n"
                + RunPart.warnings(folder);
    }

    private static String verdict(RunResult run) {
        String mark = switch (run.verdict()) {
            case MET -> "✓";
            case MISSED -> "✗";
            case INVALID, INCOMPLETE -> "!";
        };
        return "<p class=\"verdict " + run.verdict().name().toLowerCase(Locale.ROOT) + "\"><span aria-hidden=\"true\">"
                + mark + "</span> " + Markup.escape(Standing.verdict(run)) + "</p>";
    }

    private static String facts(RunResult run) {
        RunResult.Identity identity = run.identity();
        return String.join(
                " · ",
                List.of(
                        Units.count(identity.clients()) + (identity.clients() == 1 ? " client" : " clients"),
                        identity.target(),
                        identity.engine() + " engine",
                        "seed " + identity.seed(),
                        identity.startedAt()));
    }

    private static String notice(ResultFolder folder) {
        double measured = Standing.measuredSeconds(folder.summary(), folder.seconds());
        return Standing.notice(folder.summary(), measured, folder.beingWritten())
                .map(text -> "<p class=\"notice\" role=\"note\">" + Markup.escape(text) + "</p>\n")
                .orElse("");
    }

    private static String story(ResultFolder folder) {
        double measured = Standing.measuredSeconds(folder.summary(), folder.seconds());
        return Story.of(folder.summary(), measured).sentences().stream()
                .map(sentence -> "<p>" + Markup.escape(sentence) + "</p>")
                .collect(Collectors.joining("\n"));
    }
}
