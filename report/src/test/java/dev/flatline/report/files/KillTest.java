package dev.flatline.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.report.render.Reports;
import dev.flatline.report.testing.SampleRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, killed without a warning. */
class KillTest {

    @TempDir
    Path temp;

    @Test
    void aKilledRunIsReadUpToItsLastFlush() throws IOException, InterruptedException {
        Path folder = temp.resolve("run");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertEquals("flushed", out.readLine());
            assertTrue(ResultFolder.open(folder).beingWritten(), "the lock of another process is not seen");
        } finally {
            process.destroyForcibly().waitFor();
        }

        ResultFolder read = ResultFolder.open(folder);

        assertFalse(read.beingWritten());
        assertEquals(SampleRun.storm(37), read.seconds());
        assertEquals(2, Files.readAllLines(folder.resolve("journal.tsv")).size());
        String page = Files.readString(Reports.write(folder));
        assertTrue(page.contains("This run was killed after 37 s of 75 s; everything below is what had been measured"));
    }
}
