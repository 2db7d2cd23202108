package dev.flatline.scenarios.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ResultWriter;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.view.Screen;
import dev.flatline.scenarios.view.Style;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CompareCommandTest {

    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeTwoRuns() throws IOException {
        write("good", 0);
        write("bad", 500);
    }

    @Test
    void aRegressionEndsWithNinetyNineOnlyIfAskedTo() {
        assertEquals(0, compare("good", "bad"));
        assertEquals(99, compare("good", "bad", "--fail-on", "regression"));
        assertEquals(0, compare("bad", "good", "--fail-on", "regression"));

        assertTrue(out.toString().contains("Regression: 1 number worse: false_kills"), out.toString());
        assertTrue(out.toString().contains("false_kills             0         500      +500  WORSE"), out.toString());
    }

    @Test
    void writesAPageAndATable() throws IOException {
        compare(
                "good",
                "bad",
                "--html",
                temp.resolve("c.html").toString(),
                "--markdown",
                temp.resolve("c.md").toString());

        assertTrue(Files.readString(temp.resolve("c.html")).contains("false_kills"));
        assertTrue(Files.readString(temp.resolve("c.md")).contains("| `false_kills` | 0 | 500 | +500 | **WORSE** |"));
    }

    @Test
    void writesEverythingForPrograms() throws IOException {
        compare("good", "bad", "--json", temp.resolve("c.json").toString());

        assertTrue(Files.readString(temp.resolve("c.json")).contains("\"verdict\": \"regression\""));
    }

    @Test
    void invalidRunsHaveNoVerdictAndDoNotPassAGate() throws IOException {
        write("spoilt", 500, RunResult.Verdict.INVALID);

        assertEquals(5, compare("good", "spoilt", "--fail-on", "regression"));
        assertEquals(0, compare("good", "spoilt"));

        assertTrue(out.toString().startsWith("No verdict: every run of a side is INVALID"), out.toString());
    }

    @Test
    void aFolderIsTheSameAsItself() {
        assertEquals(0, compare("bad", "bad", "--fail-on", "regression"));

        assertTrue(out.toString().startsWith("No difference beyond noise in what decides\n"), out.toString());
    }

    @Test
    void plainTerminalsGetPlainCharacters() {
        compare("bad", "good", "--all");

        assertTrue(out.toString().chars().allMatch(character -> character < 128), out.toString());
    }

    @Test
    void saysWhatIsAccepted() {
        assertEquals(2, compare("good", "bad", "--fail-on", "anything"));
        assertEquals(2, compare("good", "bad", "--tolerance", "much"));
        assertEquals(2, compare("good", "bad", "--metric", "outage"));
        assertEquals(2, compare("good", "bad", "--metric", "outge=5%"));
        assertEquals(2, compare("good", "nowhere"));
        assertEquals(
                2, compare("good", "bad", "--html", temp.resolve("no/c.html").toString()));
        assertEquals(2, compare("good"));

        assertTrue(err.toString().contains("--fail-on: found 'anything'; accepted: regression"), err.toString());
        assertTrue(err.toString().contains("--tolerance: found 'much'; accepted: a share"), err.toString());
        assertTrue(err.toString().contains("--metric: found 'outage'; accepted: NAME=SHARE"), err.toString());
        assertTrue(err.toString().contains("--metric: no number of these runs is called 'outge'"), err.toString());
        assertTrue(err.toString().contains("no/c.html: there is no such folder"), err.toString());
        assertTrue(err.toString().contains("there is no "), err.toString());
    }

    private int compare(String base, String other, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = temp.resolve(base).toString();
        all[1] = temp.resolve(other).toString();
        System.arraycopy(more, 0, all, 2, more.length);
        return run(all);
    }

    private int compare(String only) {
        return run(temp.resolve(only).toString());
    }

    private int run(String... arguments) {
        Environment environment = new Environment(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                () -> Screen.plain(new PrintWriter(out, true), Style.PLAIN),
                () -> {
                    throw new IllegalStateException("nobody asks");
                },
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                temp,
                new ProcessInterrupts(),
                Map.of());
        return new CommandLine(new CompareCommand(environment))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    if (thrown instanceof FlatlineException refused) {
                        err.append(refused.text()).append('\n');
                        return refused.status().code();
                    }
                    throw thrown;
                })
                .execute(arguments);
    }

    private void write(String name, long kills) throws IOException {
        write(name, kills, RunResult.Verdict.MET);
    }

    private void write(String name, long kills, RunResult.Verdict verdict) throws IOException {
        RunResult run = new RunResult(
                new RunResult.Identity("s", "", 1, "real", "embedded server", 10, 1, "2026-01-01T00:00:00Z", "c"),
                RunResult.State.COMPLETED,
                verdict,
                1,
                Map.of("false_kills", new Metric.Count(kills)),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                name);
        try (ResultWriter writer = ResultFolder.create(temp.resolve(name))) {
            writer.writeSummary(run);
        }
    }
}
