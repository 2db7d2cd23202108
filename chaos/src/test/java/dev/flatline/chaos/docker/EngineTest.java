package dev.flatline.chaos.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.replica.ReplicaException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with an engine is told in one line that names the remedy. */
@Tag("real-socket")
class EngineTest {

    @TempDir
    Path folder;

    @Test
    void aSocketThatIsMissingIsNamedWithHowToStartAnEngine() {
        assertTold(
                "unix://" + folder + "/none.sock",
                Map.of(),
                folder + "/none.sock",
                "is not there",
                "dockerd",
                "DOCKER_HOST");
    }

    @Test
    void anEngineThatNobodyListensForIsNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertTold("tcp://127.0.0.1:" + port, Map.of(), "tcp://127.0.0.1:" + port, "is not there");
    }

    @Test
    void aHostThatHasNoAddressIsNamed() {
        assertTold("tcp://no-such-host.invalid:2375", Map.of(), "no-such-host.invalid", "server.engine");
    }

    @Test
    void anAddressOfAKindThatIsNotKnownIsToldWithTheKindsThatAre() {
        assertTold("ssh://me@build", Map.of(), "ssh://me@build", "unix://", "tcp://");
        assertTold("docker.sock", Map.of(), "docker.sock", "unix://", "tcp://");
    }

    @Test
    void certificatesThatAreMissingOrWrongAreToldByTheirFolder() throws IOException {
        Map<String, String> environment = Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", folder.toString());

        assertTold("tcp://127.0.0.1:1", environment, "no ca.pem", folder.toString(), "DOCKER_CERT_PATH");
        for (String file : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
            Files.writeString(folder.resolve(file), "not a certificate");
        }
        assertTold("tcp://127.0.0.1:1", environment, "DOCKER_CERT_PATH");
    }

    @Test
    void anEngineThatIsTooOldIsToldWithWhatIsNeeded() throws IOException {
        try (FakeEngine old = new FakeEngine("1.24")) {
            assertTold(old.uri(), Map.of(), "speaks API 1.24", Engine.LEAST_API);
        }
    }

    @Test
    void whatIsNoEngineIsToldInALine() throws IOException {
        try (FakeEngine page = new FakeEngine("1.41")) {
            page.answer("/version", 200, "<html>\n<body>Welcome</body>\n</html>");

            assertTold(page.uri(), Map.of(), page.uri(), "cannot be used");
        }
    }

    @Test
    void ourOwnImageIsBuiltAndAnothersIsPulledByHand() throws Exception {
        try (FakeEngine fake = new FakeEngine("1.41");
                Engine engine = Engine.open(fake.uri(), Map.of())) {
            fake.answer("/images/", 404, "{\"message\":\"No such image\"}");

            String ours = assertThrows(ReplicaException.class, () -> engine.needImage("flatline"))
                    .getMessage();
            String others = assertThrows(ReplicaException.class, () -> engine.needImage("nginx:1"))
                    .getMessage();

            assertTrue(String.valueOf(ours).contains("build it with: flatline image"), ours);
            assertTrue(String.valueOf(others).contains("docker pull nginx:1"), others);
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithTheRemedy() throws Exception {
        try (FakeEngine fake = new FakeEngine("1.41");
                Engine engine = Engine.open(fake.uri(), Map.of())) {
            fake.answer(
                    "/containers/web/start",
                    500,
                    "{\"message\":\"driver failed programming external connectivity: Bind for 127.0.0.1:8080 failed: port is"
                            + " already allocated\"}");

            String told = refusedStart(engine);

            assertTrue(told.startsWith("cannot start web: "), told);
            assertTrue(told.contains("free that port"), told);
        }
    }

    @Test
    void whatAnEngineSaysOfFilesAndPermissionsIsNotTakenForTheEngineItself() throws Exception {
        for (String says : List.of(
                "crun: setrlimit `RLIMIT_NPROC`: Operation not permitted: OCI permission denied",
                "exec failed: stat /serve: no such file or directory",
                "dial tcp 10.0.0.1:53: connect: connection refused",
                "context timed out")) {
            try (FakeEngine fake = new FakeEngine("1.41");
                    Engine engine = Engine.open(fake.uri(), Map.of())) {
                fake.answer("/containers/web/start", 500, "{\"message\":\"" + says + "\"}");

                assertEquals("cannot start web: the engine says: " + says, refusedStart(engine));
            }
        }
    }

    private static String refusedStart(Engine engine) {
        return String.valueOf(assertThrows(
                        ReplicaException.class,
                        () -> engine.call(
                                "start web",
                                () -> engine.commands().startContainerCmd("web").exec()))
                .getMessage());
    }

    @Test
    void aVersionIsComparedByItsNumbers() {
        assertTrue(Engine.older("1.9", "1.39"));
        assertFalse(Engine.older("1.40", "1.39"));
        assertFalse(Engine.older("2", "1.39"));
        assertTrue(Engine.older("null", "1.39"));
    }

    private static void assertTold(String asked, Map<String, String> environment, String... words) {
        ReplicaException told = assertThrows(
                ReplicaException.class, () -> Engine.open(asked, environment).close());
        String line = String.valueOf(told.getMessage());

        assertEquals(1, line.lines().count(), line);
        assertFalse(line.contains("Exception"), line);
        for (String word : words) {
            assertTrue(line.contains(word), line + " does not say " + word);
        }
    }
}
