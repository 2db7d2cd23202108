package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.EngineIo4;
import dev.flatline.core.dialect.Phoenix;
import dev.flatline.core.dialect.Plain;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.serve.ServePlan;
import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.server.options.AdmissionOptions.TurnAway;
import dev.flatline.server.options.DrainOptions;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.IdentityOptions.Source;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.OutboundOptions.WhenFull;
import dev.flatline.server.options.ResumeOptions;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.server.options.UpgradeOptions;
import dev.flatline.wire.DeflateOptions;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServeReaderTest {

    @Test
    void withoutAFileItIsOurOwnProfileOnPort9000WithAnOperatorBehindIt() {
        ServePlan plan = read();

        assertEquals(
                ServerOptions.defaults()
                        .listeningOn("127.0.0.1", 9000)
                        .with(ServerProfiles.of("flatline").rule()),
                plan.server());
        assertEquals("flatline", plan.profile());
        assertEquals(9001, plan.operator().orElseThrow().port());
        assertEquals(TransportKind.AUTO, plan.transport());
        assertEquals(1, plan.loops());
        assertEquals(DrainOptions.DEFAULT, plan.drain());
    }

    @Test
    void readsWhatAServerIsTold(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("server.yaml"), """
                detector: lazy-wheel
                limits: {frame: 1KiB, message: 2KiB, close-timeout: 3s}
                outbound: {buffer: 4KiB}
                identity: {from: query, name: user}
                resume: {messages: 10, bytes: 1KiB, window: 5s, sessions: 2k}
                admission: {connections: 1k, handshakes: 50/s, per-address: 10, turn-away: close}
                origins: ["https://example.org"]
                subprotocols: [chat]
                compression: {server-takeover: true, from: 2KiB, contexts: 5}
                """);

        ServerOptions server =
                ServeReader.read(Optional.of(file.toString()), List.of()).server();

        assertEquals(DetectorKind.LAZY_WHEEL, server.heartbeat().detector());
        assertEquals(
                new LimitOptions(8192, 1024, 2048, 256L << 20, Duration.ofSeconds(10), Duration.ofSeconds(3)),
                server.limits());
        assertEquals(new OutboundOptions(4096, WhenFull.CLOSE), server.outbound());
        assertEquals(new IdentityOptions(Source.QUERY, "user", true), server.identity());
        assertEquals(new ResumeOptions(10, 1024, Duration.ofSeconds(5), 2000), server.resume());
        assertEquals(
                new AdmissionOptions(1000, 50, 10, 1 << 14, TurnAway.CLOSE, Duration.ofSeconds(5)), server.admission());
        assertEquals(
                new UpgradeOptions(
                        List.of("https://example.org"),
                        List.of("chat"),
                        new DeflateOptions(true, true, false, 2048, 5)),
                server.upgrade());
    }

    @Test
    void thePresetOfAServerImpliesWhatItsClientsSpeak() {
        ServePlan socketIo = read("heartbeat={profile: engine.io-4}");
        ServePlan plain = read("heartbeat={profile: engine.io-4}", "dialect=plain");
        ServePlan chosen = read("dialect=phoenix");

        assertEquals(EngineIo4.DIALECT, socketIo.server().dialect());
        assertEquals(Plain.DIALECT, plain.server().dialect());
        assertEquals(Phoenix.DIALECT, chosen.server().dialect());
        assertEquals(Plain.DIALECT, read().server().dialect());
    }

    @Test
    void readsWhatAServerThatStandsAloneIsTold() {
        ServePlan plan = read(
                "tls={self-signed: true}",
                "operator={host: 0.0.0.0, port: 9100, exposed: true}",
                "drain={size: 5, pause: 1s, budget: 2s}",
                "transport=nio",
                "loops=2",
                "heartbeat={profile: workerman, idle: 5s}");

        assertEquals(Optional.of(TlsOptions.SELF_SIGNED), plan.server().listen().tls());
        assertEquals("0.0.0.0", plan.operator().orElseThrow().host());
        assertTrue(plan.operator().orElseThrow().exposed());
        assertEquals(
                new DrainOptions(5, Duration.ofSeconds(1), Duration.ofSeconds(2), DrainOptions.DEFAULT.reason()),
                plan.drain());
        assertEquals(TransportKind.NIO, plan.transport());
        assertEquals(2, plan.loops());
        assertEquals("workerman", plan.profile());
        assertEquals(Optional.empty(), read("operator=none").operator());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            loops=0                  | loops: found '0'; accepted: 1 to 256
            transport=kqueue         | found 'kqueue'; accepted: auto, epoll, io_uring, nio
            tls.certificate=a.pem    | tls.key: missing; it is required
            heartbeat.profile=socke  | profile
            heartbeats=none          | heartbeats: unknown key
            resume.messages=10       | resume needs
            """)
    void everyMistakeIsOneLineThatSaysWhatIsAccepted(String setting, String message) {
        FlatlineException refused = assertThrows(FlatlineException.class, () -> read(setting));

        assertTrue(refused.text().contains(message), refused.text());
        assertEquals(1, refused.text().lines().count(), refused.text());
    }

    private static ServePlan read(String... settings) {
        return ServeReader.read(
                Optional.empty(), Stream.of(settings).map(Setting::parse).toList());
    }
}
