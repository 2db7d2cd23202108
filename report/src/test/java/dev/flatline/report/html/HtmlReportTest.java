package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.report.testing.SampleMetrics;
import dev.flatline.report.testing.SampleRun;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Pattern SCRIPT_OR_STYLE = Pattern.compile("(?s)<(script|style)[ >].*?</\\1>");

    private final SampleRun run = new SampleRun();

    @Test
    void makesTheSamePageOfTheSameFolder() {
        assertEquals(HtmlReport.page(run.folder()), HtmlReport.page(new SampleRun().folder()));
    }

    @Test
    void needsNothingFromTheNetwork() {
        String page = HtmlReport.page(run.folder());

        assertFalse(Pattern.compile("(src|href)=\"(?!data:|#)").matcher(page).find());
        assertFalse(page.contains("sourceMappingURL"));
    }

    @Test
    void doesNotLetATextOfTheRunBecomeMarkup() {
        String hostile = "</script><b>x\"'&";
        run.scenario = hostile;
        run.warnings = List.of(hostile);
        run.faults = List.of(new FaultOutcome(
                0, hostile, 1, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, Map.of(), List.of(), FaultOutcome.Nature.UNTOLD));
        run.objectives = List.of(SampleRun.objective(hostile, hostile, Outcome.MISSED, hostile));
        run.metrics.put(hostile, new Metric.Absent(hostile));

        String page = HtmlReport.page(run.folder());

        assertFalse(page.contains("<b>"));
        assertEquals(4, occurrences(page, "</script>"));
        assertTrue(page.contains("<h1>&lt;/script&gt;&lt;b&gt;x&quot;&#39;&amp;</h1>"));
    }

    @Test
    void doesNotTakeTextOfTheRunForASlotOfThePage() {
        run.scenario = "{{script}} $1 \\";

        assertTrue(HtmlReport.page(run.folder()).contains("<h1>{{script}} $1 \\</h1>"));
    }

    @Test
    void staysSensibleWithNothingMeasured() {
        run.metrics.clear();
        run.metrics.put("outage", SampleMetrics.empty());
        run.metrics.put("recover.t99", new Metric.Duration(Double.NaN));
        run.metrics.put("attempts.per_recovery", new Metric.Ratio(Double.NaN));
        run.faults = List.of();
        run.objectives = List.of();
        run.seconds = List.of();

        String shown = shown();

        assertTrue(shown.contains("The scenario names no objectives."));
        assertTrue(shown.contains("No fault was injected."));
        assertTrue(shown.contains("there is nothing to draw."));
        assertFalse(shown.contains("<canvas"));
        assertNoRawNumbers(shown);
    }

    @Test
    void showsNeverWhereSomethingNeverEnded() {
        double never = Double.POSITIVE_INFINITY;
        run.metrics.put("outage", new Metric.Distribution(3, 2, never, 1, never, never, never, never));
        run.faults = List.of(
                new FaultOutcome(
                        0,
                        "blackhole",
                        0.5,
                        15,
                        25,
                        9,
                        9,
                        9,
                        0,
                        1,
                        never,
                        never,
                        never,
                        Map.of(),
                        List.of(),
                        FaultOutcome.Nature.UNTOLD),
                new FaultOutcome(
                        1,
                        "refuse",
                        1,
                        30,
                        Double.NaN,
                        9,
                        9,
                        0,
                        0,
                        never,
                        never,
                        never,
                        never,
                        Map.of(),
                        List.of(),
                        FaultOutcome.Nature.UNTOLD));
        run.seconds = SampleRun.storm(1);

        String shown = shown();

        assertTrue(shown.contains("<data id=\"outage.p99\" value=\"never\">never</data>"));
        assertTrue(shown.contains("<data id=\"fault.0.t99\" value=\"never\">never</data>"));
        assertTrue(shown.contains("<data id=\"fault.1.t99\" value=\"never\">–</data>"));
        assertTrue(shown.contains("end of run"));
        assertNoRawNumbers(shown);
    }

    @Test
    void drawsNoGhostsOnAForeignServerAndSaysWhy() {
        run.foreign();

        String shown = shown();

        assertFalse(shown.contains("chart-ghosts"));
        assertTrue(
                shown.contains("Ghosts are not observable: the server is not Flatline&#39;s: nobody sees inside it."));
        assertFalse(HtmlReport.page(run.folder()).contains("Held by the server"));
    }

    @Test
    void saysTheVerdictInAWord() {
        run.verdict = RunResult.Verdict.MISSED;
        run.objectives = List.of(SampleRun.objective("outage.p99 < 1s", "13.9 s", Outcome.MISSED, ""));

        String shown = shown();

        assertTrue(shown.contains("objectives missed</p>"));
        assertTrue(shown.contains("✗ missed"));
        assertTrue(shown.contains("13.9 s"));
    }

    @Test
    void leavesObjectivesUndecidedInARunThatWasCutShort() {
        run.state = RunResult.State.INTERRUPTED;
        run.verdict = RunResult.Verdict.INCOMPLETE;
        run.objectives = List.of(
                SampleRun.objective("outage.p99 < 1s", "13.9 s", Outcome.MISSED, ""),
                SampleRun.objective("recover.t99 < 1s", "no data", Outcome.NO_DATA, "nothing happened"));

        String shown = shown();

        assertEquals(2, occurrences(shown, "– not decided"));
        assertFalse(shown.contains("✗"));
        assertFalse(shown.contains("nothing happened"));
    }

    @Test
    void putsWarningsBehindTheStoryAndBeforeTheRest() {
        run.warnings = List.of("the target was gone at the end");

        String shown = shown();

        int warning = shown.indexOf("the target was gone at the end");
        assertTrue(shown.indexOf("2,000 clients ran") < warning && warning < shown.indexOf("outage.p99"));
    }

    @Test
    void saysThatARunWasKilledBeforeItSaysAnythingElse() {
        run.state = RunResult.State.RUNNING;
        run.verdict = RunResult.Verdict.INCOMPLETE;
        run.seconds = SampleRun.storm(37);
        run.ranSeconds = 36;

        String shown = shown();

        int notice = shown.indexOf("This run was killed after 37 s of 75 s");
        assertTrue(notice > 0 && notice < shown.indexOf("2,000 clients ran"));
    }

    @Test
    void staysSmallForALongRun() {
        run.seconds = SampleRun.storm(36_000);

        assertTrue(HtmlReport.page(run.folder()).length() < 600_000);
    }

    /** What a reader is shown: the page without its scripts and its style. */
    private String shown() {
        return SCRIPT_OR_STYLE.matcher(HtmlReport.page(run.folder())).replaceAll("");
    }

    private static void assertNoRawNumbers(String shown) {
        assertFalse(shown.contains("NaN"));
        assertFalse(shown.contains("Infinity"));
        assertFalse(shown.contains("∞"));
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
