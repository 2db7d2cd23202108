package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.RunResult;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that the server pushes or sends on, and clients that come and go, on real sockets through the proxy. */
@Tag("real-socket")
class TrafficTest {

    private static final String YAML = """
            name: traffic
            duration: 4s
            clients:
              - {name: pushed, count: 40, connect: {rate: 400/s}, messages: {kind: push, rate: 10/s}}
              - {name: rooms, count: 25, connect: {rate: 400/s}, messages: {kind: room, rate: 5/s, room: 10, size: 100B}}
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsPushedAndSentToRoomsArrivesOnceAndInOrder() {
        RunResult result = run(YAML);

        assertEquals(40 * 39 + 25 * 19.0, (double) SmallStorm.count(result, "message.sent"), 120);
        assertEquals(
                40 * 39 + 19 * 225.0,
                (double) SmallStorm.distribution(result, "message.push").count(),
                900);
        assertTrue(SmallStorm.distribution(result, "message.push").p50() < 50);
        assertEquals(0, SmallStorm.count(result, "message.lost"));
        assertEquals(0, SmallStorm.count(result, "message.duplicated"));
        assertEquals(0, SmallStorm.count(result, "message.reordered"));
    }

    @Test
    void numbersGoOnOverARestartOfTheServer() {
        RunResult result = run(YAML.replace("connect:", "reconnect: {base: 50ms, cap: 50ms}, connect:")
                + "timeline: [{at: 1500ms, for: 500ms, fault: server-restart}]\n");

        assertEquals(65, SmallStorm.gauge(result, "clients.open").end());
        assertEquals(0, SmallStorm.count(result, "message.duplicated"));
        assertTrue(SmallStorm.count(result, "message.skipped") > 20);
    }

    @Test
    void clientsComeAndGo() {
        RunResult result = run(YAML.replace("connect:", "churn: {stay: 1s, away: 200ms}, connect:"));

        assertTrue(SmallStorm.count(result, "clients.left") > 80);
        assertTrue(SmallStorm.count(result, "clients.joined") > 60);
        assertEquals(0, SmallStorm.gauge(result, "ghosts").max());
        assertEquals(0, SmallStorm.count(result, "attempts.total"));
        assertTrue(result.metrics().keySet().stream().noneMatch(name -> name.startsWith("clients.lost.")));
    }

    @Test
    void aForeignServerCannotBeAskedToPush() {
        FlatlineException refused = assertThrows(
                FlatlineException.class,
                () -> engine().run(
                                SmallStorm.request(YAML, "ws://127.0.0.1:1/", folder.resolve("run")), progress -> {}));

        assertEquals(ExitStatus.USAGE, refused.status());
        assertEquals(
                "clients.pushed.messages.kind: found 'push' with a target; accepted: echo, room, none, or the embedded"
                        + " server, which is the only one that pushes",
                refused.getMessage());
    }

    private RunResult run(String yaml) {
        return engine().run(SmallStorm.request(yaml, folder.resolve("run")), progress -> {});
    }

    private static RealEngine engine() {
        return TestEngines.real(Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC));
    }
}
