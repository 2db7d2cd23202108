package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.scenarios.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, told to end in mid-run as a container engine or a CI job would. */
@Tag("real-socket")
class InterruptTest {

    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    @Test
    void aRunThatIsToldToEndDoesSoWithAReportOfWhatRan() throws IOException, InterruptedException {
        Path scenario = Files.writeString(
                folder.resolve("long.yaml"), SmallStorm.YAML.replace("duration: 10s", "duration: 60s"));
        Path out = folder.resolve("out");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        scenario.toString(),
                        "--out",
                        out.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("00:05")) {
            line = output.readLine();
        }

        run.destroy();

        assertTrue(run.waitFor(10, TimeUnit.SECONDS), "still running 10 s after it was told to end");
        assertEquals(INTERRUPTED, run.exitValue());
        assertEquals(
                RunResult.State.INTERRUPTED, ResultFolder.open(out).summary().state());
        assertTrue(Files.exists(out.resolve("report.html")));
    }
}
