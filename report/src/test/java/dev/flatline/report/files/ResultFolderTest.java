package dev.flatline.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.HistogramLog;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Returned;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.testing.SampleRun;
import dev.flatline.report.testing.SampleServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {

    @TempDir
    Path temp;

    @Test
    void readsBackWhatWasWritten() throws IOException {
        SampleRun run = new SampleRun();

        ResultFolder read = ResultFolder.open(written(run));

        assertEquals(run.result(), read.summary());
        assertEquals(run.seconds, read.seconds());
        assertEquals("name: x\n", read.scenario());
        assertEquals(List.of(), read.notes());
        assertFalse(read.beingWritten());
    }

    @Test
    void readsBackWhatIsKnownOfGroupsBoundsAndTheWayBack() throws IOException {
        SampleRun run = new SampleRun();
        run.groups = Map.of("phones", Map.of("second_wave", new Metric.Count(3)), "web", Map.of());
        run.bounds = List.of(new BoundCheck("detect.client", "", "every 2 s + timeout 2 s", 4000, 1000, 1, 4010.5));
        run.faults = List.of(new FaultOutcome(
                0,
                "reset",
                1,
                1,
                2,
                3,
                3,
                0,
                0,
                5,
                6,
                7,
                8,
                Map.of("outage", new Metric.Duration(Double.POSITIVE_INFINITY)),
                List.of(new Returned(0.25, 1), new Returned(8, 3)),
                FaultOutcome.Nature.UNTOLD));

        ResultFolder read = ResultFolder.open(written(run));

        assertEquals(run.result(), read.summary());
    }

    @Test
    void readsBackWhatFaultsReallyDidAndSummariesThatDoNotSayIt() throws IOException {
        SampleRun run = SampleServers.run();
        Path folder = written(run);
        assertEquals(run.result(), ResultFolder.open(folder).summary());

        Path summary = folder.resolve("summary.json");
        String older = Files.readString(summary)
                .replaceAll("(?m)^ *\"(sign|effect)\": .*\n", "")
                .replaceAll("(?s) *\"replicas\": \\[.*?\\],\n", "");
        Files.writeString(summary, older);

        FaultOutcome first = ResultFolder.open(folder).summary().faults().get(0);
        assertEquals(FaultOutcome.Nature.UNTOLD, first.nature());
        assertEquals("pause", first.name());
    }

    @Test
    void readsBackSamplesAndLeavesOutATornOne() throws IOException {
        Path folder = temp.resolve("run");
        try (ResultWriter writer = ResultFolder.create(folder)) {
            writer.writeSummary(new SampleRun().result());
            writer.openHealth(List.of("tcp.client.established", "generator.cpu"));
            writer.appendHealth(1, new double[] {2000, Double.NaN});
            writer.appendHealth(3, new double[] {1e7, 0.5});
        }
        append(folder.resolve("health.csv"), "4,1000");

        ResultFolder read = ResultFolder.open(folder);

        assertEquals(
                List.of("tcp.client.established", "generator.cpu"),
                read.health().names());
        assertEquals(
                List.of(new HealthTable.Row(1, List.of(2000.0, Double.NaN)), new HealthTable.Row(3, List.of(1e7, 0.5))),
                read.health().rows());
        assertTrue(read.notes().contains("The last line of health.csv was cut off and was left out."));
    }

    @Test
    void refusesSamplesThatAreNone() throws IOException {
        Path folder = written(new SampleRun());
        Files.writeString(folder.resolve("health.csv"), "second,tcp.orphans\n1,2\n2,many\n");

        ResultFolderException refused = assertThrows(ResultFolderException.class, () -> ResultFolder.open(folder));

        assertEquals(
                folder.resolve("health.csv")
                        + " line 3 is no row of samples: found '2,many', expected 2 numbers or empty cells",
                refused.getMessage());
    }

    @Test
    void flushHandsEveryAppendedLineToTheSystem() throws IOException {
        Path folder = temp.resolve("run");
        try (ResultWriter writer = ResultFolder.create(folder)) {
            writer.journal().accept("0.000001\tconnect\t7\n");
            writer.ledger().accept("15.000000\tbegan\t0\tblackhole\n");
            writer.histograms().println("#[a histogram]");
            writer.appendSeconds(SampleRun.storm(2));

            writer.flush();

            assertEquals("0.000001\tconnect\t7", lastLine(folder.resolve("journal.tsv")));
            assertEquals("15.000000\tbegan\t0\tblackhole", lastLine(folder.resolve("ledger.tsv")));
            assertEquals("#[a histogram]", lastLine(folder.resolve("histograms.hlog")));
            assertEquals(3, Files.readAllLines(folder.resolve("timeline.csv")).size());
        }
    }

    @Test
    void namesTheColumnsOfJournalAndLedgerInTheirFirstLine() throws IOException {
        Path folder = written(new SampleRun());

        assertTrue(Files.readAllLines(folder.resolve("journal.tsv")).get(0).startsWith("seconds\tevent\tclient"));
        assertTrue(Files.readAllLines(folder.resolve("ledger.tsv")).get(0).startsWith("seconds\tevent\tfault"));
    }

    @Test
    void leavesOutALastLineThatAKillTore() throws IOException {
        Path folder = written(new SampleRun());
        append(folder.resolve("timeline.csv"), "75,20");

        ResultFolder read = ResultFolder.open(folder);

        assertEquals(75, read.seconds().size());
        assertEquals(List.of("The last line of timeline.csv was cut off and was left out."), read.notes());
    }

    @Test
    void saysWhichFilesAreMissingEmptyOrShort() throws IOException {
        Path folder = written(new SampleRun());
        Files.delete(folder.resolve("scenario.yaml"));
        Files.writeString(folder.resolve("journal.tsv"), "");
        Files.writeString(folder.resolve("histograms.hlog"), "");
        List<String> rows = Files.readAllLines(folder.resolve("timeline.csv"));
        Files.write(folder.resolve("timeline.csv"), rows.subList(0, 11));

        List<String> notes = ResultFolder.open(folder).notes();

        assertEquals(
                "timeline.csv ends after 10 s of the 75 s that the run took: the rest of it is missing.", notes.get(0));
        assertEquals("scenario.yaml is missing from the folder.", notes.get(1));
        assertEquals("journal.tsv is empty.", notes.get(2));
        assertEquals("histograms.hlog is empty.", notes.get(3));
        assertEquals(4, notes.size());
    }

    @Test
    void leavesOutATornLineThatLooksLikeARow() throws IOException {
        Path folder = written(new SampleRun());
        append(folder.resolve("timeline.csv"), "75,2000,2000,0,12,12,0,0,1000,40");

        ResultFolder read = ResultFolder.open(folder);

        assertEquals(75, read.seconds().size());
        assertEquals(1, read.notes().size());
    }

    @Test
    void keepsTheOldSummaryWhenTheProcessDiesWhileItWritesTheNext() throws IOException {
        SampleRun run = new SampleRun();
        Path folder = written(run);
        Files.writeString(folder.resolve("summary.json.tmp"), "{\"schema\":2,\"flat");

        ResultFolder read = ResultFolder.open(folder);

        assertEquals(run.result(), read.summary());
    }

    @Test
    void replacesTheSummaryAndLeavesNoOtherFileBehind() throws IOException {
        Path folder = temp.resolve("run");
        SampleRun run = new SampleRun();
        try (ResultWriter writer = ResultFolder.create(folder)) {
            run.state = RunResult.State.RUNNING;
            writer.writeSummary(run.result());
            run.state = RunResult.State.COMPLETED;

            writer.writeSummary(run.result());
        }

        assertEquals(
                RunResult.State.COMPLETED, ResultFolder.open(folder).summary().state());
        assertFalse(Files.exists(folder.resolve("summary.json.tmp")));
        assertFalse(Files.exists(folder.resolve("run.lock")));
    }

    @Test
    void tellsARunningRunFromAKilledOne() throws IOException {
        Path folder = temp.resolve("run");
        SampleRun run = new SampleRun();
        run.state = RunResult.State.RUNNING;
        try (ResultWriter writer = ResultFolder.create(folder)) {
            writer.writeSummary(run.result());

            assertTrue(ResultFolder.open(folder).beingWritten());
        }
        // What a kill leaves: the lock file stays, its lock goes with the process.
        Files.writeString(folder.resolve("run.lock"), "");

        assertFalse(ResultFolder.open(folder).beingWritten());
    }

    @Test
    void writesTheSameTextForTheSameResult() {
        SampleRun run = new SampleRun();

        assertEquals(SummaryWriter.text("1", run.result()), SummaryWriter.text("1", new SampleRun().result()));
    }

    private Path written(SampleRun run) throws IOException {
        Path folder = temp.resolve("run");
        try (ResultWriter writer = ResultFolder.create(folder)) {
            HistogramLog unusedHeader = new HistogramLog(writer.histograms());
            writer.writeScenario("name: x\n");
            writer.writeSummary(run.result());
            writer.appendSeconds(run.seconds);
        }
        return folder;
    }

    private static String lastLine(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.get(lines.size() - 1);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
