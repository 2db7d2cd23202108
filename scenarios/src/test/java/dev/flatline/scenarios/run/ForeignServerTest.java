package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.Second;
import dev.flatline.core.testing.Requires;
import dev.flatline.report.files.ResultFolder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same storm against npm's {@code ws}: a server that nobody here wrote. */
@Tag("real-socket")
class ForeignServerTest {

    private static final Path NODE = Path.of("src/test/node");

    private @Nullable Process server;

    @TempDir
    Path folder;

    @BeforeEach
    void needsNode() {
        Requires.present("node", onPath("node"), "node is not on the PATH");
        Requires.present(
                "node", Files.isDirectory(NODE.resolve("node_modules/ws")), "run 'npm ci' in scenarios/src/test/node");
    }

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.destroyForcibly();
        }
    }

    @Test
    void theStormRunsAgainstAServerThatNobodyHereWrote() throws IOException {
        String url = startServer();

        RunResult result = TestEngines.real(Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC))
                .run(SmallStorm.request(SmallStorm.YAML, url, folder.resolve("run")), progress -> {});

        assertEquals(50, SmallStorm.distribution(result, "detect.client").count());
        assertInstanceOf(Metric.Absent.class, result.metrics().get("detect.server"));
        assertInstanceOf(Metric.Absent.class, result.metrics().get("ghosts"));
        assertTrue(ResultFolder.open(folder.resolve("run")).seconds().stream()
                .allMatch(second -> second.ghosts() == Second.UNSEEN && second.serverOpen() == Second.UNSEEN));
        assertEquals(0, SmallStorm.count(result, "false_kills"));
        assertEquals(150, SmallStorm.distribution(result, "outage").count());
        assertEquals(100, SmallStorm.gauge(result, "clients.open").end());
        assertTrue(SmallStorm.distribution(result, "message.rtt").count() > 500);
        assertTrue(result.warnings().stream().anyMatch(warning -> warning.contains("not observable")));
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private String startServer() throws IOException {
        Process started = new ProcessBuilder("node", "echo.js")
                .directory(NODE.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        server = started;
        BufferedReader output =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String url = output.readLine();
        assertTrue(url != null && url.startsWith("ws://"), () -> "the server printed " + url);
        return url;
    }
}
