package dev.flatline.scenarios.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.process.LocalProcesses;
import dev.flatline.chaos.replica.EndsFile;
import dev.flatline.chaos.replica.ReadyCheck;
import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaPlan;
import dev.flatline.chaos.replica.ReplicaUse.State;
import dev.flatline.chaos.replica.Surroundings;
import dev.flatline.chaos.rollback.RollbackJournal;
import dev.flatline.core.SuppressForbidden;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.scenarios.replica.Healers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that nobody here wrote, npm's {@code ws}, as a process: how it gets ready, and what is done to it. */
@Tag("real-socket")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class NodeServersTest {

    private static final Path SCRIPTS = Path.of("src/test/node").toAbsolutePath();
    private static final ReplicaAction PAUSE = new ReplicaAction.Pause();

    @TempDir
    Path folder;

    private RollbackJournal journal;

    @BeforeEach
    void needsNode() throws Exception {
        NodeProcess.needed();
        journal = RollbackJournal.open(
                folder.resolve("state"), "node", Instant.parse("2026-11-01T00:00:00Z"), Healers.all());
    }

    @AfterEach
    void endEverything() throws Exception {
        journal.close();
        try (Stream<Path> left = Files.list(folder.resolve("state"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"WEBSOCKET, ''", "TCP, ''", "HTTP, /healthz", "LOG, listening on \\d+"})
    void isReadyByEveryCheckAndEchoesThen(ReadyCheck.Kind kind, String detail) throws Exception {
        try (LocalProcesses servers = start(kind, detail, 30, "container.js")) {
            assertEquals("hello", echo(servers.all().get(0), "hello"));
        }

        assertEquals(List.of("1 0 the end of the run"), ends());
    }

    @Test
    void aCheckThatItNeverMeetsIsToldWithWhatItAnswered() {
        ReplicaException failure =
                assertThrows(ReplicaException.class, () -> start(ReadyCheck.Kind.HTTP, "/", 2, "container.js"));

        String message = String.valueOf(failure.getMessage());
        assertTrue(
                message.matches("server 1 was not ready within 2s: GET http://localhost:\\d+/ \\(HTTP 404\\); its"
                        + " last words: listening on \\d+"),
                message);
    }

    @Test
    void aScriptThatFailsIsToldWithNodesOwnWords() {
        ReplicaException failure =
                assertThrows(ReplicaException.class, () -> start(ReadyCheck.Kind.TCP, "", 30, "no-such.js"));

        String message = String.valueOf(failure.getMessage());
        assertTrue(
                message.startsWith("server 1 ended with exit code 1 before it was ready; its last words: "), message);
    }

    @Test
    void frozenItIsSilentAndAnswersAtTheEnd() throws Exception {
        try (LocalProcesses servers = start(ReadyCheck.Kind.WEBSOCKET, "", 30, "container.js")) {
            Replica server = servers.all().get(0);
            Echo echo = new Echo();
            WebSocket socket = open(server, echo);

            server.begin(PAUSE);
            socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

            assertThrows(TimeoutException.class, () -> echo.answer.get(1, TimeUnit.SECONDS));
            assertEquals(State.PAUSED, server.use().state());

            server.end(PAUSE);

            assertEquals("hello", echo.answer.get(10, TimeUnit.SECONDS));
            socket.abort();
        }
    }

    @Test
    void stoppedItEndsWithItsOwnExitCodeAndComesBackOnItsPort() throws Exception {
        ReplicaAction stop = new ReplicaAction.Stop(TimeUnit.SECONDS.toNanos(10));
        try (LocalProcesses servers = start(ReadyCheck.Kind.WEBSOCKET, "", 30, "container.js")) {
            Replica server = servers.all().get(0);

            server.begin(stop);

            assertEquals(OptionalInt.of(0), server.use().exitCode());

            server.end(stop);

            assertEquals("again", echo(server, "again"));
            assertEquals(1, server.use().restarts());
            assertTrue(server.use().memoryBytes() > 10e6, "resident memory of Node");
        }

        assertEquals(List.of("1 0 stop", "1 0 the end of the run"), ends());
    }

    @Test
    void underATitleThatItGivesItselfItIsStillFound() throws Exception {
        String title = "process.title = 'w'.repeat(4000); require('" + SCRIPTS.resolve("container.js") + "')";
        try (LocalProcesses servers = start(ReadyCheck.Kind.WEBSOCKET, "", 30, "-e", title)) {
            Replica server = servers.all().get(0);

            server.begin(PAUSE);

            assertEquals(State.PAUSED, server.use().state());
            server.end(PAUSE);
            assertEquals("hello", echo(server, "hello"));
        }
    }

    private LocalProcesses start(ReadyCheck.Kind kind, String detail, long withinSeconds, String... words)
            throws ReplicaException {
        List<String> command =
                Stream.concat(Stream.of("node"), Stream.of(words)).toList();
        return LocalProcesses.start(
                new ReplicaPlan(
                        new ReplicaPlan.Command(command, Map.of(), SCRIPTS.toString()),
                        1,
                        0,
                        "/",
                        new ReadyCheck(kind, detail, TimeUnit.SECONDS.toNanos(withinSeconds))),
                new Surroundings("node", journal, folder, NodeServersTest::nanoTime, () -> 0),
                Map.of());
    }

    @SuppressForbidden("real processes take real time")
    private static long nanoTime() {
        return System.nanoTime();
    }

    private static String echo(Replica server, String text) throws Exception {
        Echo echo = new Echo();
        WebSocket socket = open(server, echo);
        socket.sendText(text, true).get(10, TimeUnit.SECONDS);
        String answer = echo.answer.get(10, TimeUnit.SECONDS);
        socket.abort();
        return answer;
    }

    private static WebSocket open(Replica server, Echo echo) throws Exception {
        URI url = URI.create("ws://127.0.0.1:" + server.address().getPort() + "/");
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(url, echo)
                .get(10, TimeUnit.SECONDS);
    }

    /** Number, exit code and cause of each end. */
    private List<String> ends() throws IOException {
        return Files.readAllLines(folder.resolve(EndsFile.NAME)).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(fields -> fields[1] + " " + fields[2] + " " + fields[4])
                .toList();
    }

    /** Takes the first message. */
    private static final class Echo implements WebSocket.Listener {

        private final CompletableFuture<String> answer = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            answer.complete(data.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
