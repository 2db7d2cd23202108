package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.flatline.core.measure.FaultOutcome;
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
import java.util.Arrays;
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
        assertEquals(List.of("No difference beyond noise in what decides"), comparison.verdict());
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
        assertTrue(compared(base, run.result()).verdict().get(0).startsWith("Regression: 1 number worse: false_kills"));

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
        run.metrics.put("detect.client", new Metric.Distribution(1000, 0, 4500, 4500, 5000, 5200, 5300, 5400));
        List<Side> sides = List.of(Side.of("a", List.of(base)), Side.of("b", List.of(run.result())));

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
    void countsUnderAnotherLoadAreNotComparedAndDurationsAre() {
        RunResult base = new SampleRun().result();
        run.clients = 4_000;
        run.metrics.put("false_kills", new Metric.Count(50));

        Comparison comparison = compared(base, run.result());

        assertEquals(Verdict.NOT_COMPARABLE, verdict(comparison, "false_kills"));
        assertEquals(Verdict.SAME, verdict(comparison, "outage.p50"));
        assertFalse(comparison.isRegression());
        assertTrue(comparison.notes().contains("the sides differ in clients: 2000 | 4000"));
    }

    @Test
    void faultsOfAnotherKindAreNotCompared() {
        RunResult base = new SampleRun().result();
        run.faults = List.of(renumbered(run.faults.get(1), 0), renumbered(run.faults.get(0), 1));

        assertEquals(Verdict.NOT_COMPARABLE, verdict(compared(base, run.result()), "recover.t99{fault=0}"));
    }

    @Test
    void invalidRunsAreLeftOutIfThereAreOthersAndElseThereIsNoVerdict() {
        RunResult base = new SampleRun().result();
        run.verdict = RunResult.Verdict.INVALID;
        run.metrics.put("false_kills", new Metric.Count(50));

        Comparison some = Comparison.of(
                List.of(Side.of("a", List.of(base)), Side.of("b", List.of(run.result(), base))), 0.1, Map.of());
        Comparison none = compared(base, run.result());

        assertFalse(some.isRegression() || some.isInvalid());
        assertTrue(some.notes().contains("b: 1 run is INVALID and was left out"), some.notes()::toString);
        assertTrue(none.isInvalid() && !none.isRegression());
        assertEquals(Verdict.UNCLEAR, verdict(none, "false_kills"));
        assertEquals(List.of("No verdict: every run of a side is INVALID"), none.verdict());
    }

    @Test
    void oneTraceManyTimesIsOneSimulatedRun() {
        run.engine = "simulated";
        RunResult one = run.result();
        run.traceHash = "another";
        RunResult other = run.result();

        assertEquals(2, Side.of("a", List.of(one, one, other, one)).size());
        assertTrue(compared(one, one).notes().contains("the sides are the same trace, event by event"));
        assertFalse(compared(one, other).notes().contains("the sides are the same trace, event by event"));
    }

    @Test
    void fourRunsASideAreTestedTogether() {
        List<RunResult> base = runs(100, 104, 98, 101);

        Comparison worse = compared(base, runs(160, 158, 163, 161));
        Comparison noisy = compared(base, runs(160, 90, 130, 99));

        assertEquals(List.of("Regression: 1 number worse: attempts.per_recovery"), worse.verdict());
        assertEquals(Verdict.UNCLEAR, verdict(noisy, "attempts.per_recovery"));
        assertFalse(noisy.isRegression());
    }

    @Test
    void aZeroOfTheBaselineHasNoShareAndNeverIsInfinite() {
        RunResult base = new SampleRun().result();
        run.metrics.put("false_kills", new Metric.Count(50));
        run.metrics.put("recover.t99", new Metric.Duration(Double.POSITIVE_INFINITY));
        run.metrics.put("recover.t90", new Metric.Duration(Double.NaN));

        Comparison comparison = compared(base, run.result());

        assertEquals("+50", change(comparison, "false_kills"));
        assertEquals("+never", change(comparison, "recover.t99"));
        assertEquals(Verdict.WORSE, verdict(comparison, "recover.t99"));
        assertEquals(Verdict.ONE_SIDED, verdict(comparison, "recover.t90"));
        assertEquals("", change(comparison, "recover.t90"));
    }

    @Test
    void eachSideIsHeldAgainstTheFirstForItself() {
        RunResult base = new SampleRun().result();
        run.metrics.put("false_kills", new Metric.Count(50));

        Comparison comparison = Comparison.of(
                List.of(Side.of("a", List.of(base)), Side.of("b", List.of(base)), Side.of("c", List.of(run.result()))),
                0.1,
                Map.of());

        assertEquals(
                List.of("b: No difference beyond noise in what decides", "c: Regression: 1 number worse: false_kills"),
                comparison.verdict());
        assertTrue(comparison.isRegression(2) && !comparison.isRegression(1));
    }

    @Test
    void theLongestNameOfAToleranceGoesOverTheOthers() {
        RunResult base = new SampleRun().result();
        run.metrics.put("detect.client", new Metric.Distribution(1000, 0, 4000, 4000, 5000, 5200, 5300, 5400));
        List<Side> sides = List.of(Side.of("a", List.of(base)), Side.of("b", List.of(run.result())));

        Comparison comparison = Comparison.of(sides, 0.1, Map.of("detect.client", 0.5, "detect.client.p50", 0.01));

        assertEquals(Verdict.WORSE, verdict(comparison, "detect.client.p50"));
        assertEquals(Verdict.SAME, verdict(comparison, "detect.client.p99"));
        assertTrue(comparison.knows("detect.client") && !comparison.knows("detect.clien"));
    }

    @Test
    void aSideWhoseOwnRunsAreSetDifferentlySaysSo() throws IOException {
        for (String cap : List.of("3s", "10s")) {
            written(temp.resolve("mixed").resolve(cap));
            Files.writeString(temp.resolve("mixed").resolve(cap).resolve("scenario.yaml"), "cap: " + cap + "\n");
        }
        Side mixed = Side.read(temp.resolve("mixed").toString());

        Comparison comparison = Comparison.of(List.of(mixed, mixed), 0.1, Map.of());

        assertTrue(
                comparison.notes().contains(mixed.name() + ": its own runs are set differently: cap"),
                comparison.notes()::toString);
    }

    @Test
    void aSideOfDifferentThingsIsRefused() throws IOException {
        written(temp.resolve("mixed/1"));
        run.clients = 4_000;
        written(temp.resolve("mixed/2"));

        assertTrue(refused(temp.resolve("mixed").toString())
                .endsWith(": its runs differ in clients (2000, 4000); accepted: runs of the same thing"));
    }

    @Test
    void theJsonHasEveryNumberAndNoneThatIsNoNumber() {
        RunResult base = new SampleRun().result();
        run.metrics.put("recover.t99", new Metric.Duration(Double.POSITIVE_INFINITY));

        JsonObject json = JsonParser.parseString(CompareJson.text(compared(base, run.result())))
                .getAsJsonObject();

        assertEquals("regression", json.get("verdict").getAsString());
        JsonObject number = json.getAsJsonArray("numbers").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(each -> each.get("name").getAsString().equals("recover.t99"))
                .findFirst()
                .orElseThrow();
        assertEquals("[[3920.25],[\"never\"]]", number.get("values").toString());
        JsonObject change = number.getAsJsonArray("changes").get(0).getAsJsonObject();
        assertEquals("worse", change.get("verdict").getAsString());
        assertTrue(change.get("share").isJsonNull() && change.get("low").isJsonNull());
    }

    @Test
    void theWaysBackLieOverOneAnother() {
        SampleRun slow = new SampleRun();
        run.withEverything(temp.resolve("a.hlog"));
        slow.withEverything(temp.resolve("b.hlog"));

        String page = CompareHtml.page(compared(run.result(), slow.result()));

        assertTrue(page.contains("<strong>Fault 1, blackhole</strong>"));
        assertTrue(page.contains("a: 99 % back in 3.92 s; b: 99 % back in 3.92 s."));
        assertEquals(4, page.split("<path class=\"side[01]\" d=\"M44 ", -1).length - 1);
    }

    @Test
    void readsARunAFolderOfRunsAndSeveral() throws IOException {
        written(temp.resolve("a/1"));
        written(temp.resolve("a/2"));
        written(temp.resolve("b"));
        Files.createDirectories(temp.resolve("empty"));

        assertEquals(2, Side.read(temp.resolve("a").toString()).size());
        assertEquals(1, Side.read(temp.resolve("b").toString()).size());
        assertEquals(3, Side.read(temp.resolve("a") + "," + temp.resolve("b")).size());
        assertTrue(
                refused(temp.resolve("empty").toString()).startsWith(temp.resolve("empty") + ": found no run in it"));
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
        return compared(List.of(base), List.of(other));
    }

    private static Comparison compared(List<RunResult> base, List<RunResult> other) {
        return Comparison.of(List.of(Side.of("a", base), Side.of("b", other)), 0.1, Map.of());
    }

    private static List<RunResult> runs(double... perRecovery) {
        return Arrays.stream(perRecovery)
                .mapToObj(value -> {
                    SampleRun run = new SampleRun();
                    run.metrics.put("attempts.per_recovery", new Metric.Ratio(value));
                    return run.result();
                })
                .toList();
    }

    private static FaultOutcome renumbered(FaultOutcome fault, int index) {
        return new FaultOutcome(
                index,
                fault.label(),
                fault.share(),
                fault.beganSeconds(),
                fault.endedSeconds(),
                fault.clientsChosen(),
                fault.clientsHit(),
                fault.died(),
                fault.survived(),
                fault.t50(),
                fault.t90(),
                fault.t99(),
                fault.t100(),
                fault.metrics(),
                fault.curve(),
                fault.nature());
    }

    private static Row row(Comparison comparison, String name) {
        return comparison.rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict verdict(Comparison comparison, String name) {
        return row(comparison, name).changes().get(0).verdict();
    }

    private static String change(Comparison comparison, String name) {
        Row row = row(comparison, name);
        return Words.change(row, row.changes().get(0));
    }
}
