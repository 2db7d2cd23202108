package dev.flatline.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.benchmarks.Extent;
import dev.flatline.benchmarks.rig.Candidate;
import dev.flatline.benchmarks.rig.Child;
import dev.flatline.benchmarks.rig.ChildJvm;
import dev.flatline.benchmarks.rig.ChildJvm.Compiler;
import dev.flatline.benchmarks.rig.LoadClient;
import dev.flatline.benchmarks.rig.Rig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, asked over its standard streams. */
@Tag("real-socket")
final class ChildTest {

    private static final ChildJvm JVM = new ChildJvm(Compiler.C1, 64);

    @TempDir
    Path folder;

    private Rig rig;
    private Servers servers;

    @BeforeEach
    void startRig() {
        PrintStream silent = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        rig = new Rig(Extent.QUICK, folder, silent, "server.log");
        servers = new Servers(rig);
    }

    @Test
    void tellsWhatTheServerHoldsAndUses() throws IOException {
        try (Child server = servers.start(Candidate.FLATLINE, JVM, 0);
                LoadClient load = new LoadClient(server.port())) {
            load.open(20);

            assertEquals(20, server.ask("open"));
            assertTrue(server.ask("cpu") > 0);
            assertTrue(server.ask("heap") > 1 << 20);
            assertTrue(server.ask("resident") > 20 << 20);
            assertTrue(rig.pauses().size() >= 3, "the full collections of 'heap' are in the log");

            load.reset();
            server.awaitNoneOpen(load);
        }
    }

    @Test
    void theTimersOfBothFire() throws IOException {
        for (String subject : new String[] {"flatline-timers", "stock-timers"}) {
            try (Child timers = servers.startJvm(subject, JVM, 100);
                    LoadClient clock = new LoadClient(0)) {
                for (int i = 0; i < 100 && timers.ask("fired") < 2L * PretendedArrivals.COUNT; i++) {
                    clock.pause(Duration.ofMillis(50));
                }

                assertTrue(timers.ask("fired") >= 2L * PretendedArrivals.COUNT, subject);
                assertEquals(PretendedArrivals.COUNT, timers.ask("open"), subject);
            }
        }
    }

    @Test
    void aProcessThatCannotStartIsAnError() {
        IOException failure = assertThrows(IOException.class, () -> servers.startJvm("nobody", JVM, 0));

        assertEquals("a server process ended by itself, see server.log", failure.getMessage());
    }
}
