package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.Resumption;
import dev.flatline.loadgen.Target;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.TargetPlan;
import dev.flatline.wire.SourcePool;
import dev.flatline.wire.tls.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetsReaderTest {

    private static final String HEAD = """
            name: aiming
            duration: 60s
            clients: {count: 10, connect: {rate: 5/s}, reconnect: {base: 1s}}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsTargetsTlsAndSources() throws IOException {
        Path authority = Files.writeString(folder.resolve("ca.pem"), "looked at when the run starts");
        TargetPlan plan = read("""
                targets: [{url: "wss://host/path", weight: 2.5}, "ws://127.0.0.1:9000/"]
                tls: {trust: ca.pem, server-name: other.example, resume: none}
                generator: {sources: [127.0.0.2, 127.1.0.0/24]}
                """).targets();

        assertEquals(
                List.of(
                        new Destination(new Target("host", 443, "/path", true), 2.5, Optional.empty()),
                        Destination.to(new Target("127.0.0.1", 9000, "/"))),
                plan.targets());
        assertEquals(new Trust.Certificates(authority), plan.tls().trust());
        assertEquals(Optional.of("other.example"), plan.tls().serverName());
        assertEquals(Resumption.NONE, plan.tls().resumption());
        assertEquals(255, plan.sources().size());
        assertEquals("127.1.0.1", plan.sources().at(1).getHostAddress());
    }

    @Test
    void theResolvedTextReadsBackToTheSameFromAnywhere() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "looked at when the run starts");
        Scenario scenario = read("""
                targets: ["ws://host/", {url: "wss://host/"}]
                tls: {trust: ca.pem}
                generator: {sources: 127.0.0.0/8}
                """);

        assertEquals(scenario, ScenarioReader.read(scenario.yaml(), "elsewhere/scenario.yaml", List.of()));
    }

    @Test
    void withoutTargetsItIsTheEmbeddedServer() {
        TargetPlan plan = read("").targets();

        assertEquals(TargetPlan.EMBEDDED, plan);
        assertFalse(plan.isForeign());
        assertEquals(SourcePool.AUTO, plan.sources());
    }

    @Test
    void anOptionReplacesTheTargetsOfTheFile() {
        Setting setting = new Setting("--target", "targets", "['ws://other:1/']");

        Scenario scenario = ScenarioReader.read(HEAD + "targets: [\"ws://host/\"]\n", "f.yaml", List.of(setting));

        assertEquals("ws://other:1/", scenario.targets().words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            targets: ["http://x/"]       | f.yaml:4:11: targets[0].url: found 'http://x/' (the scheme must be ws:// or wss://); accepted: a WebSocket URL, such as ws://127.0.0.1:9000/ or wss://example.org/
            targets: [{url: "ws://x/", weight: 0}] | f.yaml:4:36: targets[0].weight: found '0'; accepted: a number above 0, such as 2 or 0.5
            targets: [{weight: 1}]       | f.yaml:4:11: targets[0].url: missing; it is required
            targets: "ws://x/"           | f.yaml:4:10: targets: found 'ws://x/'; accepted: a list
            tls: {trust: gone.pem}       | f.yaml:4:14: tls.trust: found 'gone.pem'; accepted: system, any, or a PEM file that can be read
            tls: {server-name: "a b"}    | f.yaml:4:20: tls.server-name: found 'a b'; accepted: a host name of letters, digits and hyphens
            tls: {resume: all}           | f.yaml:4:15: tls.resume: found 'all'; accepted: own, none
            generator: {sources: 10.0.0.0/8} | f.yaml:4:22: generator.sources: found '10.0.0.0/8'; accepted: auto, addresses of this machine, or a part of 127.0.0.0/8 such as 127.0.0.0/24
            generator: {sources: [somewhere]} | f.yaml:4:23: generator.sources[0]: found 'somewhere'; accepted: auto, addresses of this machine, or a part of 127.0.0.0/8 such as 127.0.0.0/24
            generator: {sources: []}     | f.yaml:4:22: generator.sources: found an empty list; accepted: auto, or at least one address
            """)
    void saysWhereWhatAndWhatIsAccepted(String line, String message) {
        FlatlineException refused = assertThrows(
                FlatlineException.class, () -> ScenarioReader.read(HEAD + line + "\n", "f.yaml", List.of()));

        assertEquals(message, refused.getMessage());
    }

    private Scenario read(String lines) {
        return ScenarioReader.read(HEAD + lines, folder.resolve("f.yaml").toString(), List.of());
    }
}
