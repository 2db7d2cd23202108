package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioFiles;
import dev.flatline.scenarios.file.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same seed in the simulator gives the same files, byte by byte, apart from the fields that docs/result-files.md names. */
class DeterminismTest {

    private static final List<String> SAME =
            List.of("timeline.csv", "journal.tsv", "ledger.tsv", "histograms.hlog", "scenario.yaml");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"reconnect-storm, 1", "reconnect-storm, 2", "socket-io, 1", "socket-io, 7", "fifteen-thousand, 3"})
    void theSameSeedGivesTheSameFiles(String name, long seed) throws IOException {
        run(name, seed, "first", "2026-11-01T00:00:00Z");
        run(name, seed, "second", "2027-02-03T04:05:06Z");

        for (String file : SAME) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("first").resolve(file)),
                    Files.readAllBytes(folder.resolve("second").resolve(file)),
                    file);
        }
        assertEquals(summary("first"), summary("second"));
    }

    @Test
    void anotherSeedGivesOthers() throws IOException {
        run("reconnect-storm", 1, "first", "2026-11-01T00:00:00Z");
        run("reconnect-storm", 2, "second", "2026-11-01T00:00:00Z");

        assertNotEquals(summary("first"), summary("second"));
    }

    private void run(String name, long seed, String out, String at) {
        Scenario scenario = ScenarioFiles.load(
                name,
                List.of(
                        new Setting("--clients", "clients.count", "200"),
                        new Setting("--seed", "seed", Long.toString(seed)),
                        new Setting("--set", "objectives", "[]")));
        new SimulatedEngine(Clock.fixed(Instant.parse(at), ZoneOffset.UTC))
                .run(new RunRequest(scenario.onOurServer(), folder.resolve(out), "flatline simulate"), progress -> {});
    }

    /** Without the named fields. */
    private String summary(String out) throws IOException {
        return Files.readString(folder.resolve(out).resolve("summary.json"))
                .replaceAll("(?m)^  \"startedAt\": .*$", "");
    }
}
