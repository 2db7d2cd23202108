package dev.flatline.scenarios.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.kernel.KernelLoss;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.testing.Requires;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.file.ScenarioReader;
import dev.flatline.scenarios.replica.RunHome;
import dev.flatline.scenarios.run.NotPutBackException;
import dev.flatline.scenarios.run.ProgressListener;
import dev.flatline.scenarios.run.RealEngine;
import dev.flatline.scenarios.run.RunRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on containers with a server that nobody here wrote: an echo on npm's {@code ws}. */
@Tag("docker")
@Tag("real-socket")
class ContainerRunTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T02:00:00Z"), ZoneOffset.UTC);

    private static final String CLIENTS = """
            clients:
              count: 120
              connect: {arrival: poisson, rate: 200/s}
              heartbeat: {ping: websocket, every: 500ms, timeout: 2s}
              reconnect: {backoff: exponential, base: 100ms, cap: 500ms, jitter: full}
              messages: {kind: echo, rate: 2/s, size: 64B}
            """;

    private final String name = "ride-" + ProcessHandle.current().pid();
    private String image;

    @TempDir
    Path folder;

    @BeforeEach
    void needTheImage() {
        image = TestImages.ws();
    }

    @AfterEach
    void removeWhatTheTestMade() throws Exception {
        if (!named(name).isEmpty()) {
            Docker.run("rm", "--force", name);
        }
        if (networks().contains(name)) {
            Docker.run("network", "rm", name);
        }
    }

    @Test
    void faultsOnContainersHitTheirClientsAndNobodyElse() throws Exception {
        String yaml = made("38s", 3) + """
                timeline:
                  - {at: 5s, for: 5s, fault: pause, replica: 1}
                  - {at: 13s, for: 5s, fault: disconnect, replica: 2}
                  - {at: 21s, for: 2s, fault: kill, replica: 3}
                  - {at: 26s, for: 3s, fault: restart, grace: 5s, replica: 1}
                  - {at: 32s, for: 2s, fault: squeeze, cpus: 0.2, replica: all}
                """;

        RunResult result = run(yaml, progress -> {});

        assertEquals(RunResult.State.COMPLETED, result.state(), result.warnings()::toString);
        long died = result.faults().stream().mapToLong(FaultOutcome::died).sum();
        assertTrue(died > 80, "died " + died);
        assertEquals(
                died, metric(Metric.Distribution.class, result, "detect.client").count());
        assertEquals(0, metric(Metric.Count.class, result, "detect.missed").value());
        assertEquals(0, metric(Metric.Count.class, result, "false_kills").value());
        assertEquals(120, metric(Metric.Gauge.class, result, "clients.open").end());
        Set<String> hit = clients("ledger.tsv", "hit", 3);
        Set<String> lost = clients("journal.tsv", "lost", 2);
        lost.removeAll(hit);
        assertEquals(Set.of(), lost, "lost without a fault on them");
        assertEquals(List.of("3 137 kill", "1 0 restart"), ends());
        for (int replica = 1; replica <= 3; replica++) {
            assertTrue(Files.readString(folder.resolve("run/servers/replica-" + replica + ".log"))
                    .contains("listening on 8080"));
            assertTrue(greatest("replica." + replica + ".memory") > 1e6);
            assertTrue(greatest("replica." + replica + ".cpu") > 0);
            assertEquals(0, greatest("replica." + replica + ".oom"));
        }
        assertEquals(1, greatest("replica.3.restarts"));
        assertTrue(greatest("tcp.server.established") >= 120);
        assertNothingIsLeft();
    }

    @Test
    void packetsThatTheKernelDropsAreDroppedInTheNamespacesOfTheContainersToo() throws Exception {
        String refusal = KernelLoss.probe().orElse("");
        Requires.present("nft", refusal.isEmpty(), refusal);
        String yaml = made("20s", 2) + """
                timeline:
                  - {at: 5s, for: 6s, toxic: {type: half_open, attributes: {mode: kernel}}, hit: 50%}
                """;
        Set<String> tables = new HashSet<>();

        RunResult result = run(yaml, progress -> {
            if (progress.elapsedSeconds() > 6 && progress.elapsedSeconds() < 10) {
                tables.addAll(tables());
            }
        });

        assertEquals(RunResult.State.COMPLETED, result.state(), result.warnings()::toString);
        assertEquals(60, result.faults().get(0).died());
        assertEquals(
                60, metric(Metric.Distribution.class, result, "detect.client").count());
        assertEquals(0, metric(Metric.Count.class, result, "detect.missed").value());
        assertEquals(0, metric(Metric.Count.class, result, "false_kills").value());
        assertEquals(120, metric(Metric.Gauge.class, result, "clients.open").end());
        assertEquals(1, tables.size(), tables::toString);
        assertTrue(tables.iterator().next().startsWith("2 times table inet flatline-" + name), tables::toString);
        assertNothingIsLeft();
    }

    @Test
    void anInterruptInTheMiddleOfAFaultRemovesWhatTheRunMade() throws Exception {
        RealEngine engine = engine();

        RunResult result = engine.run(
                request(made("60s", 2) + "timeline: [{at: 2s, for: 50s, fault: pause, replica: all}]"), progress -> {
                    if (progress.elapsedSeconds() > 4) {
                        engine.interrupt();
                    }
                });

        assertEquals(RunResult.State.INTERRUPTED, result.state());
        assertNothingIsLeft();
    }

    @Test
    void anInterruptInTheMiddleOfAFaultPutsBackAContainerThatWasGiven() throws Exception {
        Docker.run("run", "--detach", "--name", name, image);
        String before = seen();
        RealEngine engine = engine();
        AtomicBoolean paused = new AtomicBoolean();

        RunResult result = engine.run(request(given() + "timeline: [{at: 2s, for: 50s, fault: pause}]"), progress -> {
            if (seen().contains("paused")) {
                paused.set(true);
                engine.interrupt();
            }
        });

        assertEquals(RunResult.State.INTERRUPTED, result.state());
        assertTrue(paused.get());
        assertEquals(before, seen());
        assertNothingIsLeft();
    }

    @Test
    void whatCannotBePutBackIsToldWithTheResultAndStopsTheNextRunUntilItIs() throws Exception {
        Docker.network(name);
        Docker.run("run", "--detach", "--name", name, "--network", name, image);
        String yaml = given() + "timeline: [{at: 2s, for: 50s, fault: disconnect}]";
        RealEngine engine = engine();

        NotPutBackException left = assertThrows(
                NotPutBackException.class,
                () -> engine.run(request(yaml), progress -> {
                    if (progress.elapsedSeconds() > 4) {
                        remove("network", name);
                        engine.interrupt();
                    }
                }));

        assertEquals(ExitStatus.MACHINE, left.failure().status());
        assertTrue(left.failure().text().contains(name), left.failure()::text);
        assertTrue(left.failure().text().contains("flatline heal"), left.failure()::text);
        assertEquals(
                120, metric(Metric.Gauge.class, left.result(), "clients.open").max());
        FlatlineException refused = assertThrows(FlatlineException.class, () -> run(yaml, progress -> {}));
        assertEquals(ExitStatus.MACHINE, refused.status());
        assertTrue(refused.text().startsWith("a run that was killed has left something"), refused::text);

        Docker.run("rm", "--force", name);

        new RunHome(folder.resolve("state"), note -> {}, System.getenv()).heal(true);
        assertNothingIsLeft();
    }

    private String made(String duration, int replicas) {
        return "name: " + name + "\nseed: 42\nduration: " + duration + "\nserver:\n  image: " + image
                + "\n  port: 8080\n  replicas: " + replicas + "\n  ready: {http: /healthz, within: 60s}\n" + CLIENTS;
    }

    private String given() {
        return "name: " + name + "\nduration: 60s\nserver:\n  containers: [" + name
                + "]\n  port: 8080\n  ready: {websocket: true, within: 60s}\n" + CLIENTS;
    }

    private RunResult run(String yaml, ProgressListener progress) throws IOException {
        return engine().run(request(yaml), progress);
    }

    private RealEngine engine() {
        return new RealEngine(CLOCK, new RunHome(folder.resolve("state"), note -> {}, System.getenv()));
    }

    private RunRequest request(String yaml) throws IOException {
        Path out = Files.createDirectories(folder.resolve("run"));
        return new RunRequest(ScenarioReader.read(yaml, "ride.yaml", List.of()), out, "flatline run ride.yaml");
    }

    /** How the container stands. */
    private String seen() {
        try {
            return Docker.run("inspect", "--format", "{{.Id}} {{.State.Status}} {{.State.Pid}}", name);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void remove(String what, String name) {
        try {
            Docker.run(what, "rm", name);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static <T extends Metric> T metric(Class<T> kind, RunResult result, String name) {
        return kind.cast(result.metrics().get(name));
    }

    private Set<String> clients(String file, String event, int column) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("run").resolve(file))) {
            return lines.map(line -> line.split("\t", -1))
                    .filter(fields -> fields[1].equals(event))
                    .map(fields -> fields[column])
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    /** Flatline's nftables in the containers of the run, each with the number of containers that have it. */
    private Set<String> tables() {
        try {
            Map<String, Integer> tables = new HashMap<>();
            for (String container : named("flatline-" + name)) {
                String pid = Docker.run("inspect", "--format", "{{.State.Pid}}", container)
                        .strip();
                Process nft = new ProcessBuilder("nsenter", "--net=/proc/" + pid + "/ns/net", "nft", "list", "tables")
                        .redirectErrorStream(true)
                        .start();
                new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(table -> table.startsWith("table inet flatline-"))
                        .forEach(table -> tables.merge(table, 1, Integer::sum));
            }
            return tables.entrySet().stream()
                    .map(table -> table.getValue() + " times " + table.getKey())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Server, exit code and cause of each end but that of the run. */
    private List<String> ends() throws IOException {
        return Files.readAllLines(folder.resolve("run/servers/ends.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(fields -> fields[1] + " " + fields[2] + " " + fields[4])
                .filter(line -> !line.endsWith("the end of the run"))
                .toList();
    }

    /** The greatest value of a column of {@code health.csv}. */
    private double greatest(String column) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("run/health.csv"));
        List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
        int index = columns.indexOf(column);
        assertFalse(index < 0, () -> column + " is not one of " + columns);
        return IntStream.range(1, lines.size())
                .mapToObj(line -> lines.get(line).split(",", -1)[index])
                .filter(value -> !value.isEmpty())
                .mapToDouble(Double::parseDouble)
                .max()
                .orElseThrow();
    }

    private static List<String> named(String part) throws IOException, InterruptedException {
        return Docker.run("ps", "--all", "--format", "{{.Names}}", "--filter", "name=" + part)
                .lines()
                .toList();
    }

    private static List<String> networks() throws IOException, InterruptedException {
        return Docker.run("network", "ls", "--format", "{{.Name}}").lines().toList();
    }

    /** No container and no network of the run, no journal. */
    private void assertNothingIsLeft() throws IOException, InterruptedException {
        assertEquals(List.of(), named("flatline-" + name));
        assertEquals(
                List.of(),
                networks().stream()
                        .filter(network -> network.startsWith("flatline-" + name))
                        .toList());
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
        }
    }
}
