package dev.flatline.report.html;

import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.words.Standing;
import dev.flatline.report.words.Story;
import dev.flatline.report.words.Units;
import java.util.HashMap;
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

    /** What the script of the page draws, in JSON: {@code flatline.show} takes it, and draws a page anew without loading it. */
    public static String data(ResultFolder folder) {
        return ChartsPart.of(folder).data();
    }

    /** The page for what a folder says. */
    public static String page(ResultFolder folder) {
        RunResult run = folder.summary();
        ChartsPart.Drawn charts = ChartsPart.of(folder);
        Map<String, String> parts = new HashMap<>();
        parts.put("style", Template.resource(HtmlReport.class, "report.css"));
        parts.put("scenario", Markup.escape(run.identity().scenario()));
        parts.put("verdict", verdict(run));
        parts.put("description", Markup.escape(run.identity().description()));
        parts.put("facts", Markup.escape(facts(run)));
        parts.put("notice", notice(folder));
        parts.put("story", story(folder));
        parts.put("objectives", ObjectivesPart.html(run));
        parts.put("charts", charts.section());
        parts.put("faults", FaultsPart.html(run));
        parts.put("metrics", MetricsPart.html(run));
        parts.put("warnings", RunPart.warnings(folder));
        parts.put("environment", RunPart.environment(folder));
        parts.put("again", RunPart.repeat(folder));
        parts.put("version", Markup.escape(folder.flatline()));
        parts.put("library", ChartLibrary.script());
        parts.put("data", charts.data());
        parts.put("script", Template.resource(HtmlReport.class, "charts.js"));
        return new Template("page.html").fill(parts);
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
