package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-socket")
class RealEngineTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void everyoneIsNoticedAndComesBackAfterABlackholeAndARestart() throws IOException {
        RunResult result =
                TestEngines.real(CLOCK).run(SmallStorm.request(SmallStorm.YAML, folder.resolve("run")), progress -> {});

        assertEquals(State.COMPLETED, result.state());
        assertEquals(50, SmallStorm.distribution(result, "detect.client").count());
        assertEquals(50, SmallStorm.distribution(result, "detect.server").count());
        assertTrue(
                SmallStorm.distribution(result, "detect.client").max() >= 1_000, "nobody notices before a ping is due");
        assertEquals(0, SmallStorm.count(result, "detect.missed"));
        assertEquals(0, SmallStorm.count(result, "false_kills"));
        assertEquals(150, SmallStorm.distribution(result, "outage").count());
        assertEquals(100, SmallStorm.gauge(result, "clients.open").end());
        assertEquals(100, SmallStorm.gauge(result, "server.open").end());
        assertEquals(50, SmallStorm.gauge(result, "ghosts").max());
        assertEquals(0, SmallStorm.gauge(result, "ghosts").end());
        assertTrue(SmallStorm.distribution(result, "heartbeat.rtt").count() > 100);
        assertTrue(SmallStorm.distribution(result, "message.rtt").count() > 500);
        ResultFolder written = ResultFolder.open(folder.resolve("run"));
        assertEquals(result, written.summary());
        assertEquals(10, written.seconds().size());
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains("small-storm"));
    }

    @Test
    void twoRunsWithOneSeedHitTheSameClientsAsTheSimulation() throws IOException {
        TestEngines.real(CLOCK).run(SmallStorm.request(SmallStorm.YAML, folder.resolve("real")), progress -> {});
        new SimulatedEngine(CLOCK).run(SmallStorm.request(SmallStorm.YAML, folder.resolve("virtual")), progress -> {});

        assertEquals(hitClients("virtual"), hitClients("real"));
        assertEquals(50, hitClients("real").size());
    }

    @Test
    void anInterruptedRunReportsWhatRan() {
        RealEngine engine = TestEngines.real(CLOCK);

        RunResult result = engine.run(SmallStorm.request(SmallStorm.YAML, folder.resolve("run")), progress -> {
            if (progress.elapsedSeconds() > 1) {
                engine.interrupt();
            }
        });

        assertEquals(State.INTERRUPTED, result.state());
        assertEquals(RunResult.Verdict.INCOMPLETE, result.verdict());
        assertTrue(result.ranSeconds() < 2, () -> "ran " + result.ranSeconds() + " s");
        assertTrue(Files.exists(folder.resolve("run/report.html")));
    }

    @Test
    void aTargetWhereNobodyListensIsUnreachableAndLeavesNothingBehind() throws IOException {
        int closed = closedPort();

        FlatlineException failure = assertThrows(
                FlatlineException.class,
                () -> TestEngines.real(CLOCK)
                        .run(
                                SmallStorm.request(
                                        SmallStorm.YAML, "ws://127.0.0.1:" + closed + "/", folder.resolve("run")),
                                progress -> {}));

        assertEquals(ExitStatus.UNREACHABLE, failure.status());
        assertEquals(
                "cannot open a WebSocket to ws://127.0.0.1:" + closed
                        + "/: nobody listens there; start the server first, or check host, port and path",
                failure.getMessage());
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String yaml = SmallStorm.YAML.replace("server:", "server:\n  port: " + taken.getLocalPort());

            FlatlineException failure = assertThrows(
                    FlatlineException.class,
                    () -> TestEngines.real(CLOCK).run(SmallStorm.request(yaml, folder.resolve("run")), progress -> {}));

            assertEquals(ExitStatus.MACHINE, failure.status());
            assertEquals(
                    "the embedded server cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use; set server.port to another one, or to 0 for any",
                    failure.getMessage());
            assertEquals(List.of(), files(folder.resolve("run")), "what a run that never began left behind");
        }
    }

    @Test
    void aRunWhoseGeneratorIsLateIsInvalid() {
        String yaml = SmallStorm.YAML
                .replace("duration: 10s", "duration: 1s\ngenerator: {max-lag: 1us}")
                .replaceAll("(?s)timeline:.*", "");

        RunResult result = TestEngines.real(CLOCK).run(SmallStorm.request(yaml, folder.resolve("run")), progress -> {});

        assertEquals(RunResult.Verdict.INVALID, result.verdict());
        assertTrue(
                result.warnings().get(0).startsWith("the fleet's event loop was the bottleneck"),
                result.warnings()::toString);
    }

    @Test
    void aFleetThatIsGoneAtTheEndIsWarnedOf() {
        String yaml = SmallStorm.YAML
                .replace("duration: 10s", "duration: 4s")
                .replaceAll("reconnect: .*", "reconnect: none")
                .replaceAll("(?s)timeline:.*", "timeline: [{at: 1500ms, for: 500ms, fault: reset}]");

        RunResult result = TestEngines.real(CLOCK).run(SmallStorm.request(yaml, folder.resolve("run")), progress -> {});

        assertEquals(List.of("100 of 100 clients were without a working connection at the end"), result.warnings());
    }

    private List<String> hitClients(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve("ledger.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields.length > 3 && fields[1].equals("hit") && fields[2].equals("0"))
                .map(fields -> fields[3])
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> files(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(Path::toString).toList();
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
