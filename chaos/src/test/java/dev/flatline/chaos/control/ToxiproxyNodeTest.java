package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.testing.Requires;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client that Node users have, unchanged. */
@Tag("real-socket")
final class ToxiproxyNodeTest {

    private static final Path NODE = Path.of("src/test/node");

    @BeforeEach
    void needsNode() {
        boolean onPath = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
        Requires.present("node", onPath, "node is not on the PATH");
        Requires.present(
                "node",
                Files.isDirectory(NODE.resolve("node_modules/toxiproxy-node-client")),
                "run 'npm ci' in chaos/src/test/node");
    }

    @ParameterizedTest
    @EnumSource(Compat.class)
    void steersOurProxies(Compat compat) throws IOException, InterruptedException {
        try (ApiRig rig = new ApiRig(HubOptions.defaults().with(compat))) {
            Process node = new ProcessBuilder("node", "steer.js", rig.api.url())
                    .directory(NODE.toFile())
                    .redirectErrorStream(true)
                    .start();
            try {
                String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

                assertTrue(node.waitFor(30, TimeUnit.SECONDS));
                assertEquals("ok", output.trim());
                assertEquals(0, node.exitValue());
            } finally {
                node.destroyForcibly();
            }
        }
    }
}
