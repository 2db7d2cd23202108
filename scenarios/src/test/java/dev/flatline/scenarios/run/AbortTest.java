package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.measure.RunResult;
import dev.flatline.server.EchoHandler;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose target breaks for good stops itself, politely. */
class AbortTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String YAML = """
            name: broken
            duration: 60s
            abort-on: {failed: 90%, for: 2s}
            clients:
              count: 20
              connect: {arrival: constant, rate: 100/s}
              reconnect: {backoff: fixed, base: 200ms}
            """;

    @TempDir
    Path folder;

    @Test
    @Tag("real-socket")
    void stopsWhenAForeignServerIsGone() throws IOException {
        try (Loops loops = Loops.open("foreign", 1, TransportKind.AUTO);
                FlatlineServer foreign = new FlatlineServer(
                        ServerOptions.defaults(), new EchoHandler((connection, e) -> {}), ServerEvents.NONE, loops)) {
            foreign.start();
            String url = "ws://127.0.0.1:" + foreign.port() + "/";

            RunResult result = TestEngines.real(CLOCK)
                    .run(SmallStorm.request(YAML, url, folder.resolve("run")), progress -> {
                        if (progress.elapsedSeconds() > 1) {
                            foreign.crash();
                        }
                    });

            assertStopped(result);
            assertTrue(
                    result.warnings().get(0).contains("mostly refused ("),
                    result.warnings().get(0));
        }
    }

    @Test
    void stopsWhenAnObjectiveThatIsToEndItIsMissed() {
        String yaml = YAML.replace("clients:", """
                timeline: [{at: 2s, for: 3s, fault: reset}]
                objectives:
                  - clients.open.max == 20
                  - {objective: 'clients.lost.reset < 5', abort: true, after: 1s}
                clients:""");

        RunResult result =
                new SimulatedEngine(CLOCK).run(SmallStorm.request(yaml, folder.resolve("run")), progress -> {});

        assertEquals(RunResult.State.ABORTED, result.state());
        assertEquals(RunResult.Verdict.MISSED, result.verdict());
        assertEquals(3, result.ranSeconds(), 1);
        assertTrue(
                result.warnings()
                        .get(0)
                        .startsWith("aborted: the objective 'clients.lost.reset < 5' was missed after 3s (20)"),
                result.warnings().get(0));
    }

    @Test
    void whatTheTimelineDoesToTheServerIsMeant() {
        String yaml = YAML.replace("clients:", "timeline: [{at: 1s, for: 3s, fault: server-restart}]\nclients:")
                .replace("for: 2s", "for: 1s")
                .replace("backoff: fixed, base: 200ms", "backoff: none")
                .replace("count: 20", "count: 4000");

        RunResult result =
                new SimulatedEngine(CLOCK).run(SmallStorm.request(yaml, folder.resolve("run")), progress -> {});

        assertEquals(RunResult.State.COMPLETED, result.state());
    }

    private void assertStopped(RunResult result) throws IOException {
        assertEquals(RunResult.State.ABORTED, result.state());
        assertEquals(RunResult.Verdict.INCOMPLETE, result.verdict());
        assertTrue(result.ranSeconds() < 15, () -> "ran " + result.ranSeconds() + " s");
        assertTrue(
                result.warnings().get(0).startsWith("aborted: "),
                result.warnings().get(0));
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains("aborted: "));
    }
}
