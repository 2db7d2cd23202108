package dev.flatline.benchmarks.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.benchmarks.Extent;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.ChildJvm.Compiler;
import dev.flatline.benchmarks.rig.Rig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both fleets in processes of their own, against a server in another. */
@Tag("real-socket")
final class PairTest {

    private static final ChildJvm JVM = new ChildJvm(Compiler.C1, 64);
    private static final int CLIENTS = 40;

    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void startRig() {
        PrintStream silent = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        rig = new Rig(Extent.QUICK, folder, silent, "fleet.log");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLATLINE", "STOCK"})
    void opensPingsAndEnds(Candidate candidate) throws IOException {
        try (Pair pair = new Pair(rig, candidate, JVM, 1_000, 100)) {
            pair.open(CLIENTS);
            for (int i = 0; i < 100 && pair.ask("answers") < 3 * CLIENTS; i++) {
                pair.pause(Duration.ofMillis(50));
            }

            assertTrue(pair.ask("answers") >= 3 * CLIENTS, "pings are answered");
            assertEquals(CLIENTS, SourceCount.most(pair.serverPort()));

            pair.end();

            pair.check();
            assertEquals(0, SourceCount.most(pair.serverPort()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLATLINE", "STOCK"})
    void aServerThatEndsIsAFailure(Candidate candidate) throws IOException {
        try (Pair pair = new Pair(rig, candidate, JVM, 1_000, 100)) {
            pair.open(CLIENTS);

            pair.endServer();
            for (int i = 0; i < 100 && pair.ask("failures") < CLIENTS; i++) {
                pair.pause(Duration.ofMillis(50));
            }

            assertThrows(IOException.class, pair::check);
        }
    }
}
