package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultFolderException;
import dev.flatline.report.files.ResultWriter;
import dev.flatline.report.html.CompareHtml;
import dev.flatline.report.markdown.CompareMarkdown;
import dev.flatline.report.testing.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    @TempDir
    Path temp;

    private final SampleRun run = new SampleRun();

    @Test
    void aRunIsTheSameAsItself() {
        Comparison comparison = compared(run.result(), run.result());

        assertFalse(comparison.isRegression());
        assertEquals("No difference beyond noise in what decides", comparison.verdict());
        assertTrue(comparison.rows().size() > 20);
        assertTrue(comparison.rows().stream()
                .flatMap(row -> row.changes().stream())
                .allMatch(change -> change.verdict() == Verdict.SAME));
    }

    @Test
    void whatDecidesMakesARegressionAndTheRestDoesNot() {
        RunResult base = new SampleRun().result();
        run.metrics.put("false_kills", new Metric.Count(50));
        assertTrue(compared(base, run.result()).isRegression());
        assertTrue(compared(base, run.result()).verdict().startsWith("Regression: 1 number worse: false_kills"));

        run.metrics.put("false_kills", new Metric.Count(0));
        run.metrics.put("message.sent", new Metric.Count(5));

        assertFalse(compared(base, run.result()).isRegression());
    }

    @Test
    void anObjectiveThatIsNewlyMissedIsARegression() {
        RunResult base = new SampleRun().result();
        run.objectives = List.of(SampleRun.objective("false_kills == 0", "1", Outcome.MISSED, ""));

        Comparison comparison = compared(base, run.result());

        assertEquals(List.of("false_kills == 0"), comparison.newlyMissed());
        assertTrue(comparison.isRegression());
        assertTrue(compared(run.result(), base).newlyMissed().isEmpty());
    }

    @Test
    void aToleranceOfItsOwnGoesOverThatOfAll() {
        RunResult base = new SampleRun().result();
        run.metrics.put("detect.client", new Metric.Distribution(1000, 0, 4000, 4000, 5000, 5200, 5300, 5400));
        List<Side> sides = List.of(new Side("a", List.of(base)), new Side("b", List.of(run.result())));

        assertTrue(Comparison.of(sides, 0.1, Map.of()).isRegression());
        assertFalse(Comparison.of(sides, 0.1, Map.of("detect.client", 0.5)).isRegression());
    }

    @Test
    void saysWhatTheSidesDifferIn() {
        RunResult base = new SampleRun().result();
        run.target = "ws://127.0.0.1:9000/";

        assertTrue(compared(base, run.result())
                .notes()
                .contains("the sides differ in target: embedded server | ws://127.0.0.1:9000/"));
    }

    @Test
    void readsARunAFolderOfRunsAndSeveral() throws IOException {
        written(temp.resolve("a/1"));
        written(temp.resolve("a/2"));
        written(temp.resolve("b"));
        Files.createDirectories(temp.resolve("empty"));

        assertEquals(2, Side.read(temp.resolve("a").toString()).runs().size());
        assertEquals(1, Side.read(temp.resolve("b").toString()).runs().size());
        assertEquals(
                3, Side.read(temp.resolve("a") + "," + temp.resolve("b")).runs().size());
        assertTrue(refused(temp.resolve("empty").toString()).contains("found no run in it"));
        assertTrue(refused(temp.resolve("nowhere").toString()).startsWith("there is no "));
        assertTrue(refused(temp.resolve("a") + ",").contains("accepted: folders with commas between"));
    }

    @Test
    void aRunThatDidNotComeToItsEndIsRefused() throws IOException {
        run.state = RunResult.State.INTERRUPTED;
        written(temp.resolve("cut"));

        assertTrue(refused(temp.resolve("cut").toString()).contains("did not come to its end"));
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndTakesNoTextForMarkup() {
        run.scenario = "<script>alert(1)</script>";
        String page = CompareHtml.page(compared(run.result(), run.result()));

        assertFalse(page.contains("<script>alert"));
        assertFalse(page.matches("(?s).*(src|href)=\"(?!data:).*"));
        assertTrue(page.contains("&lt;script&gt;alert(1)"));
        assertTrue(page.contains("no regression"));
    }

    @Test
    void theMarkdownHasARowForEachNumberThatDecides() {
        RunResult base = new SampleRun().result();
        run.metrics.put("false_kills", new Metric.Count(50));

        String page = CompareMarkdown.text(compared(base, run.result()));

        assertTrue(page.startsWith("## ❌ Regression\n"), page);
        assertTrue(page.contains("| `false_kills` | 0 | 50 | +50 | **WORSE** |"), page);
    }

    private String refused(String argument) {
        return String.valueOf(assertThrows(ResultFolderException.class, () -> Side.read(argument))
                .getMessage());
    }

    private void written(Path folder) throws IOException {
        try (ResultWriter writer = ResultFolder.create(folder)) {
            writer.writeSummary(run.result());
        }
    }

    private static Comparison compared(RunResult base, RunResult other) {
        return Comparison.of(List.of(new Side("a", List.of(base)), new Side("b", List.of(other))), 0.1, Map.of());
    }
}
