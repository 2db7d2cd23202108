package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Main;
import dev.flatline.scenarios.replica.RunHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs that start their servers, as processes of this machine: our own server, several times. */
@Tag("real-socket")
@EnabledOnOs(OS.LINUX)
class StartedServersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    private static final String CLIENTS = """
            clients:
              count: 120
              connect: {arrival: poisson, rate: 200/s}
              heartbeat: {ping: websocket, every: 500ms, timeout: 2s}
              reconnect: {backoff: exponential, base: 100ms, cap: 500ms, jitter: full}
              messages: {kind: echo, rate: 2/s, size: 64B}
            """;

    @TempDir
    Path folder;

    @Test
    void faultsOnServersHitTheirClientsAndNobodyElse() throws IOException {
        String yaml = scenario("24s", 3, List.of(server())) + """
                timeline:
                  - {at: 6s, for: 5s, fault: pause, replica: 1}
                  - {at: 14s, for: 2s, fault: kill, replica: 2}
                  - {at: 19s, for: 3s, fault: restart, replica: 3}
                """;

        RunResult result = run(yaml);

        assertEquals(RunResult.State.COMPLETED, result.state(), result.warnings()::toString);
        FaultOutcome pause = result.faults().get(0);
        // A third; how many exactly depends on who came back meanwhile on a machine that is busy.
        assertTrue(pause.clientsHit() > 20 && pause.clientsHit() < 80, "hit " + pause.clientsHit());
        // One that was still connecting is hit and has no connection that could die.
        assertTrue(pause.died() > 0 && pause.died() <= pause.clientsHit(), "died " + pause.died());
        assertEquals(
                pause.died(), SmallStorm.distribution(result, "detect.client").count());
        assertEquals(0, SmallStorm.count(result, "detect.missed"));
        assertEquals(0, SmallStorm.count(result, "false_kills"));
        assertEquals(120, SmallStorm.gauge(result, "clients.open").end());
        Set<String> hit = clients("ledger.tsv", "hit", 3);
        Set<String> lost = clients("journal.tsv", "lost", 2);
        assertTrue(hit.containsAll(lost), "lost without a fault on them: " + without(lost, hit));
        assertEquals(
                List.of("2 137 kill", "3 0 restart"),
                ends().filter(line -> !line.endsWith("the end of the run")).toList());
        assertNothingIsLeft();
    }

    @Test
    void aServerThatEndsByItselfIsToldAndTheOthersTakeItsClients() throws IOException {
        List<String> crashing =
                List.of("/bin/sh", "-c", "\"$@\" & sleep 7; [ {replica} = 2 ] && { kill -9 $!; exit 7; }; wait", "sh");
        String yaml = scenario("12s", 2, List.of(crashing, server()));

        RunResult result = run(yaml);

        assertTrue(
                result.warnings().stream()
                        .anyMatch(line -> line.startsWith("server 2 ended by itself at ")
                                && line.endsWith(" s with exit code 7")),
                result.warnings()::toString);
        assertEquals(120, SmallStorm.gauge(result, "clients.open").end());
        assertNothingIsLeft();
    }

    @Test
    void serversThatNeverGetReadyEndTheRunWithTheirLastWords() throws IOException {
        String yaml = scenario("5s", 2, List.of(List.of("/bin/sh", "-c", "echo no database; exec sleep 60")))
                .replace("within: 60s", "within: 1s");

        FlatlineException failure = assertThrows(FlatlineException.class, () -> run(yaml));

        assertEquals(ExitStatus.UNREACHABLE, failure.status());
        assertTrue(failure.text().startsWith("server 1 was not ready within 1s"), failure::text);
        assertTrue(
                failure.text()
                        .endsWith("; its last words: no database; all of it is in " + folder.resolve("run/servers")),
                failure::text);
        assertNothingIsLeft();
    }

    @Test
    void anInterruptEndsTheWaitForServers() throws IOException {
        String yaml = scenario("5s", 2, List.of(List.of("/bin/sh", "-c", "exec sleep 60")));
        RealEngine engine = engine();
        CompletableFuture<RunResult> running =
                CompletableFuture.supplyAsync(() -> engine.run(request(yaml), progress -> {}));
        while (!Files.exists(folder.resolve("run/servers/replica-2.log"))) {
            assertFalse(running.isDone(), "the run ended by itself");
            Thread.onSpinWait();
        }

        engine.interrupt();

        FlatlineException failure = assertInstanceOf(
                FlatlineException.class,
                assertThrows(ExecutionException.class, running::get).getCause());
        assertEquals(ExitStatus.INTERRUPTED, failure.status());
        assertNothingIsLeft();
    }

    private static List<String> server() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-cp",
                classPath,
                Main.class.getName(),
                "serve",
                "--port",
                "{port}");
    }

    private static String scenario(String duration, int replicas, List<List<String>> commands) {
        String words = commands.stream()
                .flatMap(List::stream)
                .map(word -> "'" + word.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        return "name: started\nseed: 42\nduration: " + duration + "\nserver:\n  command: [" + words + "]\n  replicas: "
                + replicas + "\n  ready: {websocket: true, within: 60s}\n" + CLIENTS;
    }

    private RunResult run(String yaml) {
        return engine().run(request(yaml), progress -> {});
    }

    private RealEngine engine() {
        return new RealEngine(CLOCK, new RunHome(folder.resolve("state"), note -> {}, Map.of()));
    }

    private RunRequest request(String yaml) {
        return SmallStorm.request(yaml, folder.resolve("run"));
    }

    private Set<String> clients(String file, String event, int column) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("run").resolve(file))) {
            return lines.map(line -> line.split("\t", -1))
                    .filter(fields -> fields[1].equals(event))
                    .map(fields -> fields[column])
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /** Server, exit code and cause of each end. */
    private Stream<String> ends() throws IOException {
        return Files.readAllLines(folder.resolve("run/servers/ends.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(fields -> fields[1] + " " + fields[2] + " " + fields[4]);
    }

    /** No journal of a run that is not over, and no process that it has started. */
    private void assertNothingIsLeft() throws IOException {
        Path state = folder.resolve("state");
        try (Stream<Path> files = Files.walk(state)) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
        List<String> ours = ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains("serve --port") || line.contains("sleep 60"))
                .toList();
        assertEquals(List.of(), ours);
    }
}
