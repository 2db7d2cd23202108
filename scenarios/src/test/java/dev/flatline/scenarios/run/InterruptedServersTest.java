package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.flatline.scenarios.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program in a process of its own, with a server that it has frozen, ended in every way that there is. */
@Tag("real-socket")
class InterruptedServersTest {

    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    private String mark;
    private Path state;

    @BeforeEach
    void name() {
        mark = folder.getFileName() + "-" + ProcessHandle.current().pid();
        state = folder.resolve("state");
    }

    @ParameterizedTest
    @CsvSource({"INT, 2", "TERM, 15", "HUP, 1"})
    void aRunThatIsToldToEndPutsBackWhatItHasFrozen(String signal, int number) throws Exception {
        // A shell lets what it starts in the background ignore INT, and nohup HUP: a child of ours would, too.
        assumeFalse(isIgnored(number), () -> "whoever started the tests lets them ignore SIG" + signal);
        Process run = frozen();

        kill(signal, run);

        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(run.waitFor(20, TimeUnit.SECONDS), "still running 20 s after " + signal);
        assertTrue(said.contains("flatline: putting everything back"), said);
        assertEquals(INTERRUPTED, run.exitValue());
        assertEquals(List.of(), servers());
        assertEquals(List.of(), journals());
        assertTrue(Files.exists(folder.resolve("out/report.html")));
    }

    @Test
    void whatAKilledRunLeavesIsPutBackByTheNextRunWhichSaysSo() throws Exception {
        Process run = frozen();

        kill("KILL", run);
        run.waitFor();

        assertEquals(1, servers().size());
        assertEquals(1, journals().size());
        String said = next();
        assertTrue(said.contains("left 2 things to put back"), said);
        assertTrue(said.contains("let server 1 go on: done"), said);
        assertTrue(said.contains("end server 1: done"), said);
        assertEquals(List.of(), servers());
        assertEquals(List.of(), journals());
    }

    @Test
    void aSecondSignalEndsItAtOnceAndLosesNothing() throws Exception {
        Process run = frozen();

        kill("TERM", run);
        kill("TERM", run);

        assertTrue(run.waitFor(20, TimeUnit.SECONDS));
        assertEquals(INTERRUPTED, run.exitValue());
        next();
        assertEquals(List.of(), servers());
        assertEquals(List.of(), journals());
    }

    @Test
    void aRunThatIsToldToEndWhileItsServersStartDoesSo() throws Exception {
        Process run = start("never.yaml", "out", """
                  ready: {log: "a line that never comes", within: 100s}
                """, "");
        awaitLine(run, "starting 1 process");
        while (servers().isEmpty()) {
            assertTrue(run.isAlive());
        }

        kill("TERM", run);

        assertTrue(run.waitFor(20, TimeUnit.SECONDS), "still waiting for the server");
        assertEquals(INTERRUPTED, run.exitValue());
        assertEquals(List.of(), servers());
        assertEquals(List.of(), journals());
    }

    /** By the mask of ignored signals that proc(5) shows. */
    private static boolean isIgnored(int signal) throws IOException {
        String mask = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow()
                .substring(7)
                .strip();
        return (Long.parseUnsignedLong(mask, 16) >> (signal - 1) & 1) == 1;
    }

    /** A run whose only server is frozen by now. */
    private Process frozen() throws IOException {
        Process run = start("frozen.yaml", "out", "", "timeline: [{at: 1s, for: 50s, fault: pause}]");
        awaitLine(run, "00:05");
        return run;
    }

    /** What a run says that comes after, of a second on an embedded server, which ends well. */
    private String next() throws IOException, InterruptedException {
        Path scenario = Files.writeString(folder.resolve("next.yaml"), """
                name: next
                duration: 3s
                server: {heartbeat: {activity: any-bytes, idle: 6s, scan: 1s}}
                clients:
                  count: 2
                  connect: {arrival: constant, rate: 100/s}
                  heartbeat: {ping: websocket, every: 1s, timeout: 1s}
                  reconnect: {backoff: fixed, base: 500ms}
                objectives: ['false_kills == 0']
                """);
        Process run = run(scenario, "next");
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // A machine that is busy makes it INVALID, by its own word; it was run all the same.
        assertTrue(Set.of(0, 5).contains(run.waitFor()), said);
        return said;
    }

    private Process start(String name, String out, String more, String timeline) throws IOException {
        String server = String.join(
                ", ",
                java("serve", "--port", "{port}").stream()
                        .map(word -> "'" + word + "'")
                        .toList());
        Path scenario = Files.writeString(folder.resolve(name), """
                name: frozen
                duration: 60s
                server:
                  command: [%s]
                  env: {FLATLINE_TEST: "%s"}
                %sclients:
                  count: 5
                  connect: {arrival: constant, rate: 100/s}
                  heartbeat: {ping: websocket, every: 1s, timeout: 1s}
                  reconnect: {backoff: fixed, base: 500ms}
                %s
                objectives: ['false_kills == 0']
                """.formatted(server, mark, more, timeline));
        return run(scenario, out);
    }

    private Process run(Path scenario, String out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                java("run", scenario.toString(), "--out", folder.resolve(out).toString()));
        builder.environment().put("FLATLINE_STATE", state.toString());
        return builder.redirectErrorStream(true).start();
    }

    private static List<String> java(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    private static void awaitLine(Process run, String beginning) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.contains(beginning)) {
            said.append(line).append('\n');
            line = output.readLine();
        }
        assertTrue(line != null, () -> "it never said " + beginning + ":\n" + said);
    }

    private static void kill(String signal, Process run) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + run.pid())
                        .start()
                        .waitFor());
    }

    /** The processes that have our mark, as the servers of our runs do. */
    private List<String> servers() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.filter(this::hasMark).map(Path::toString).toList();
        }
    }

    private boolean hasMark(Path process) {
        try {
            return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                    .contains("FLATLINE_TEST=" + mark);
        } catch (IOException noneOfOurs) {
            return false;
        }
    }

    private List<String> journals() throws IOException {
        try (Stream<Path> files = Files.list(state)) {
            return files.map(Path::toString).toList();
        }
    }
}
