package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.Heal;
import dev.flatline.chaos.rollback.Heal.Outcome;
import dev.flatline.scenarios.replica.Healers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault on a process, halted at every step: no process of the run is left, frozen or not. */
@Tag("real-socket")
class ProcessHealAfterHaltTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pause", "kill", "stop", "restart", "crash-loop"})
    void whereverAFaultIsHaltedNoProcessIsLeft(String fault) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "the server of the test needs Perl");
        Halts halts = new Halts(folder, "heal-" + ProcessHandle.current().pid() + "-" + fault, "process", fault);

        int found = 0;
        int point = 1;
        while (halts.at(point)) {
            found += left(halts.run()).size();
            Outcome outcome = Heal.all(halts.state(), Healers.all());

            String at = "halted at " + point + ": " + outcome;
            assertEquals(List.of(), outcome.problems(), at);
            assertEquals(List.of(), left(halts.run()), at);
            assertEquals(List.of(), halts.journals(), at);
            point++;
        }
        assertEquals(List.of(), left(halts.run()), "not halted");
        assertTrue(point > 8, "it passed only " + point + " points");
        assertTrue(found >= 2, "a halted run left a process only " + found + " times");
    }

    private static List<String> left(String run) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> isOf(run, process))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static boolean isOf(String run, Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .contains(run + "/1");
        } catch (IOException noneOfOurs) {
            return false;
        }
    }
}
