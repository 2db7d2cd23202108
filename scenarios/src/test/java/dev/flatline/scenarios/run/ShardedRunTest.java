package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.scenarios.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-socket")
class ShardedRunTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());

    @Test
    void severalProcessesGiveTheOneResultThatOneProcessGives() throws IOException {
        RunResult result = TestEngines.real(CLOCK).run(request(SmallStorm.YAML, "run", 2, 2), progress -> {});
        new SimulatedEngine(CLOCK).run(SmallStorm.request(SmallStorm.YAML, folder.resolve("virtual")), progress -> {});

        assertEquals(State.COMPLETED, result.state());
        assertEquals(50, SmallStorm.distribution(result, "detect.client").count(), result::toString);
        assertEquals(50, SmallStorm.distribution(result, "detect.server").count(), result::toString);
        assertEquals(0, SmallStorm.count(result, "detect.missed"));
        assertEquals(0, SmallStorm.count(result, "false_kills"));
        assertEquals(150, SmallStorm.distribution(result, "outage").count());
        assertEquals(100, SmallStorm.gauge(result, "clients.open").end());
        assertEquals(100, SmallStorm.gauge(result, "server.open").end());
        assertEquals(50, SmallStorm.gauge(result, "ghosts").max(), "ghosts");
        assertEquals(0, SmallStorm.gauge(result, "ghosts").end());
        assertEquals(2, result.faults().size());
        assertStormOfTheHole(result);
        assertEquals(hitClients("virtual"), hitClients("run"), "whom the fault hits, however the fleet is cut");
        assertEquals(50, hitClients("run").size());
        assertTrue(String.valueOf(result.environment().get("processes")).startsWith("2 for clients, 2 for"));
        assertEquals(List.of(), children().toList(), "processes that outlive their run");
    }

    /** What is joined of events that came from several processes: those of a fault, its way back, bounds, pings in step. */
    private static void assertStormOfTheHole(RunResult result) {
        FaultOutcome hole = result.faults().get(0);

        for (String name : List.of("detect.client", "detect.server", "outage")) {
            assertEquals(50, SmallStorm.distribution(hole.metrics(), name).count(), () -> name + " of " + hole);
        }
        assertEquals(50, hole.curve().get(hole.curve().size() - 1).clients());
        assertEquals(2, result.bounds().size());
        result.bounds().forEach(bound -> assertEquals(50, bound.measured(), bound::toString));
        assertTrue(SmallStorm.ratio(result, "heartbeat.phase_lock.before") >= 1);
        assertTrue(SmallStorm.ratio(result, "heartbeat.phase_lock.after") >= 1);
        assertEquals(0, SmallStorm.count(result, "generator.clock"));
    }

    @Test
    void severalProcessesThatInjectInTheirClientsHitTheSameOnes() throws IOException {
        String yaml = SmallStorm.YAML.replace("duration: 10s", "duration: 10s\ninject: client");

        RunResult result = TestEngines.real(CLOCK).run(request(yaml, "run", 2, 1), progress -> {});
        new SimulatedEngine(CLOCK).run(SmallStorm.request(yaml, folder.resolve("virtual")), progress -> {});

        assertEquals(State.COMPLETED, result.state());
        assertEquals(hitClients("virtual"), hitClients("run"));
        assertEquals(50, hitClients("run").size());
        assertEquals(50, SmallStorm.distribution(result, "detect.client").count());
        assertEquals(0, SmallStorm.count(result, "false_kills"));
        assertEquals(100, SmallStorm.gauge(result, "clients.open").end());
    }

    @Test
    void aProcessThatIsKilledSpoilsTheRunAndEndsIt() {
        AtomicBoolean killed = new AtomicBoolean();

        RunResult result = TestEngines.real(CLOCK).run(request(SmallStorm.YAML, "run", 2, 1), progress -> {
            if (progress.elapsedSeconds() > 1 && !killed.getAndSet(true)) {
                children().findFirst().ifPresent(ProcessHandle::destroyForcibly);
            }
        });

        assertEquals(Verdict.INVALID, result.verdict());
        assertTrue(
                result.warnings().get(0).matches("(?s)(fleet|server) process \\d ended with exit 137.*"),
                result.warnings()::toString);
        assertTrue(result.ranSeconds() < 5, () -> "ran " + result.ranSeconds() + " s after a process was gone");
        assertTrue(Files.exists(folder.resolve("run/report.html")));
        assertEquals(List.of(), children().toList());
    }

    @Test
    void aProcessThatHangsSpoilsTheRun() {
        AtomicBoolean stopped = new AtomicBoolean();

        RunResult result = TestEngines.real(CLOCK).run(request(SmallStorm.YAML, "run", 2, 1), progress -> {
            if (progress.elapsedSeconds() > 1 && !stopped.getAndSet(true)) {
                children().findFirst().ifPresent(process -> signal("STOP", process.pid()));
            }
        });

        assertEquals(Verdict.INVALID, result.verdict());
        assertTrue(
                result.warnings().get(0).matches("(?s)(fleet|server) process \\d has said nothing for 5 s.*"),
                result.warnings()::toString);
        assertEquals(List.of(), children().toList());
    }

    @Test
    void anInterruptedRunReportsWhatRan() {
        RealEngine engine = TestEngines.real(CLOCK);

        RunResult result = engine.run(request(SmallStorm.YAML, "run", 1, 1), progress -> {
            if (progress.elapsedSeconds() > 1) {
                engine.interrupt();
            }
        });

        assertEquals(State.INTERRUPTED, result.state());
        assertEquals(Verdict.INCOMPLETE, result.verdict());
        assertTrue(result.ranSeconds() < 3, () -> "ran " + result.ranSeconds() + " s");
        assertTrue(Files.exists(folder.resolve("run/report.html")));
    }

    @Test
    void theProcessesEndWithAParentThatIsKilled() throws IOException, InterruptedException {
        Path scenario = Files.writeString(
                folder.resolve("long.yaml"), SmallStorm.YAML.replace("duration: 10s", "duration: 60s"));
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "run",
                        scenario.toString(),
                        "--processes",
                        "2",
                        "--out",
                        folder.resolve("out").toString())
                .redirectErrorStream(true)
                .start();
        awaitLine(run, "00:05");
        List<ProcessHandle> shards = run.toHandle().children().toList();
        assertEquals(3, shards.size());

        run.destroyForcibly();

        for (ProcessHandle shard : shards) {
            assertTrue(ended(shard, 5), () -> shard + " outlives its parent");
        }
    }

    private RunRequest request(String yaml, String name, int fleet, int server) {
        return new RunRequest(
                SmallStorm.scenario(yaml),
                folder.resolve(name),
                "flatline run small-storm.yaml",
                new Processes(fleet, server),
                RunWatcher.NONE);
    }

    /** Processes that this one has started since the test began. */
    private Stream<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(process -> !before.contains(process));
    }

    private static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            assertTrue(kill.waitFor(5, TimeUnit.SECONDS));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitLine(Process run, String start) throws IOException {
        BufferedReader output = new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith(start)) {
            line = output.readLine();
        }
        assertFalse(line == null, "the run ended before its time");
    }

    private static boolean ended(ProcessHandle process, int limitSeconds) throws InterruptedException {
        try {
            process.onExit().get(limitSeconds, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return !process.isAlive();
        }
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
}
