package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.measure.RunResult;
import dev.flatline.endtoend.TestCertificate;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioReader;
import dev.flatline.server.EchoHandler;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs against servers that a scenario names: several, with TLS, unreachable. */
@Tag("real-socket")
final class TargetsTest {

    private static final int CLIENTS = 60;

    @TempDir
    private static Path folder;

    private static TestCertificate certificate;

    private final Loops loops = Loops.open("servers", 1, TransportKind.AUTO);
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private FlatlineServer plain;
    private FlatlineServer secure;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(folder, "server", "dns:localhost,ip:127.0.0.1");
        Files.writeString(folder.resolve("users.csv"), "user\nann\nbob\n");
    }

    @BeforeEach
    void start() throws IOException {
        plain = server(Optional.empty());
        secure = server(Optional.of(TlsOptions.of(certificate.certificate(), certificate.key())));
    }

    @AfterEach
    void stop() {
        plain.close();
        secure.close();
        loops.close();
        assertEquals(List.of(), errors);
    }

    @Test
    void aFaultHitsItsShareOfAllClientsThroughTheProxiesOfSeveralTargets() throws IOException {
        RunResult result = run("targets: [\"wss://127.0.0.1:" + secure.port() + "\", {url: \"ws://127.0.0.1:"
                + plain.port() + "\", weight: 2}]\ninject: proxy\n");

        assertEquals(
                CLIENTS / 2, SmallStorm.distribution(result, "detect.client").count());
        assertEquals(1, result.faults().size());
        assertEquals(CLIENTS, SmallStorm.gauge(result, "clients.open").end());
        assertEquals(
                "wss://127.0.0.1:" + secure.port() + "/, ws://127.0.0.1:" + plain.port() + "/",
                result.identity().target());
        assertTrue(result.warnings().stream().anyMatch(warning -> warning.contains("connect.tls is not measured")));
    }

    @Test
    void clientsThatHaveTheFaultsInTheirOwnWaySpeakTlsThemselves() throws IOException {
        RunResult result = run("targets: [\"wss://127.0.0.1:" + secure.port() + "\"]\ninject: client\n");

        assertEquals(
                CLIENTS / 2, SmallStorm.distribution(result, "detect.client").count());
        assertEquals(CLIENTS, SmallStorm.gauge(result, "clients.open").end());
        assertTrue(SmallStorm.distribution(result, "connect.tls").count() >= CLIENTS);
        assertTrue(result.warnings().stream().noneMatch(warning -> warning.contains("connect.tls is not measured")));
    }

    @Test
    void theTargetThatCannotBeUsedIsNamedBeforeTheRun() throws IOException {
        String good = "ws://127.0.0.1:" + plain.port();
        String gone = "ws://127.0.0.1:" + freePort() + "/";

        assertUnreachable(
                "cannot open a WebSocket to " + gone + ": nobody listens there", "\"" + good + "\", \"" + gone + "\"");
        assertUnreachable(
                "cannot open a WebSocket to wss://localhost:" + secure.port()
                        + "/: its certificate is not trusted; set tls.trust",
                "\"wss://localhost:" + secure.port() + "\"",
                "tls: {trust: system}\n");
    }

    @Test
    void addressesThatAreNotOfThisMachineAreNamed() {
        FlatlineException refused = assertThrows(
                FlatlineException.class,
                () -> run("targets: [\"ws://127.0.0.1:" + plain.port() + "\"]\n", "sources: [192.0.2.1]"));

        assertEquals(ExitStatus.MACHINE, refused.status());
        assertTrue(refused.text().startsWith("generator.sources: found 192.0.2.1, which cannot reach"), refused.text());
    }

    private void assertUnreachable(String expected, String targets, String... more) {
        FlatlineException refused = assertThrows(
                FlatlineException.class, () -> run("targets: [" + targets + "]\n" + String.join("", more)));

        assertEquals(ExitStatus.UNREACHABLE, refused.status());
        assertTrue(refused.text().startsWith(expected), refused.text());
    }

    private RunResult run(String lines) throws IOException {
        return run(lines, "sources: [127.0.0.3]");
    }

    /** Handshakes of TLS take their time where nothing is compiled yet: the fault comes well after them. */
    private RunResult run(String lines, String sources) throws IOException {
        String tls = lines.contains("tls:") ? "" : "tls: {trust: server.pem}\n";
        Scenario scenario = ScenarioReader.read(
                """
                name: aimed
                seed: 42
                duration: 13s
                clients:
                  count: %d
                  connect: {arrival: constant, rate: 200/s}
                  heartbeat: {ping: websocket, every: 300ms, timeout: 700ms}
                  reconnect: {backoff: exponential, base: 100ms, cap: 300ms}
                  request: {path: "/chat?u={user}", csv: users.csv, headers: {Authorization: "Bearer {user}{client}"}}
                timeline:
                  - {at: 8s, for: 2s, fault: blackhole, hit: 50%%}
                generator: {max-lag: 2s, %s}
                """.formatted(CLIENTS, sources) + tls + lines,
                folder.resolve("aimed.yaml").toString(),
                List.of());
        Path out = Files.createTempDirectory(folder, "out");
        return TestEngines.real(Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC))
                .run(new RunRequest(scenario, out, "flatline run aimed.yaml"), progress -> {});
    }

    private FlatlineServer server(Optional<TlsOptions> tls) throws IOException {
        FlatlineServer server = new FlatlineServer(
                ServerOptions.defaults().with(new ListenOptions("127.0.0.1", 0, tls)),
                new EchoHandler((connection, error) -> errors.add(error)),
                ServerEvents.NONE,
                loops);
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
