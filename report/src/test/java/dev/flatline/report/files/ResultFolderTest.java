package dev.flatline.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.RunResult;
import dev.flatline.report.testing.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
        Files.writeString(folder.resolve("summary.json.tmp"), "{\"schema\":1,\"flat");

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
