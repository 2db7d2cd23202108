package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.HistogramLogFile;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.EventLog;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.render.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends a run, its files are read up to where they end. */
class KilledRunTest {

    private static final List<String> GROWING = List.of("timeline.csv", "journal.tsv", "ledger.tsv", "histograms.hlog");
    private static final int MACHINE = 3;

    @TempDir
    Path folder;

    /** The simulator writes as fast as it can, so that a kill finds it within a line; the same seed makes the files comparable. */
    @Test
    void everyFileOfAKilledRunIsTheBeginningOfWhatItWouldHaveBeen() throws IOException, InterruptedException {
        List<Path> runs = List.of(killed("first", 100_000), killed("second", 400_000), killed("third", 900_000));

        for (Path run : runs) {
            ResultFolder read = ResultFolder.open(run);
            assertEquals(RunResult.State.RUNNING, read.summary().state());
            assertFalse(read.beingWritten());
            assertTrue(read.seconds().size() > 5, read.seconds().size() + " s");
            assertTrue(events(run) > 1_000);
            assertTrue(HistogramLogFile.open(run.resolve("histograms.hlog"))
                    .read(List.of("heartbeat.rtt"))
                    .metrics()
                    .containsKey("heartbeat.rtt"));
            assertTrue(Files.readString(Reports.write(run)).contains("This run was killed after "));
        }
        for (String file : GROWING) {
            assertBegins(file, runs.get(0), runs.get(1));
            assertBegins(file, runs.get(1), runs.get(2));
        }
    }

    /** A limit of the shell stands for the disk: the system refuses the write in the same way. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskEndsTheRunWithOneLineAndLeavesWhatWasWritten() throws IOException, InterruptedException {
        Path out = folder.resolve("full");
        Process run = Victim.start(folder, out, 400);

        assertTrue(run.waitFor(60, TimeUnit.SECONDS), "still running although its disk is full");

        assertEquals(MACHINE, run.exitValue());
        assertEquals(
                List.of("flatline: cannot write " + out.resolve("journal.tsv") + ": File too large"),
                Files.readAllLines(folder.resolve("full.err")));
        assertTrue(ResultFolder.open(out).seconds().size() > 5);
        assertTrue(events(out) > 1_000);
    }

    private Path killed(String name, long journalBytes) throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        Process run = Victim.start(folder, out, 0);
        try {
            Path journal = out.resolve("journal.tsv");
            while (!Files.exists(journal) || Files.size(journal) < journalBytes) {
                assertFalse(run.waitFor(1, TimeUnit.MILLISECONDS), "the run ended by itself");
            }
        } finally {
            run.destroyForcibly().waitFor();
        }
        return out;
    }

    private static int events(Path run) throws IOException {
        int events = 0;
        try (EventLog log = EventLog.open(run)) {
            while (log.next() != null) {
                events++;
            }
        }
        return events;
    }

    private static void assertBegins(String file, Path shorter, Path longer) throws IOException {
        byte[] begin = Files.readAllBytes(shorter.resolve(file));
        byte[] all = Files.readAllBytes(longer.resolve(file));

        assertTrue(begin.length <= all.length, file + ": " + begin.length + " and " + all.length);
        assertEquals(-1, Arrays.mismatch(begin, Arrays.copyOf(all, begin.length)), file);
    }
}
