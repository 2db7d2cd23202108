package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.fault.Selection;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.seed.Seeds;
import dev.flatline.scenarios.InjectMode;
import dev.flatline.scenarios.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Toxics as faults of a run: felt by exactly those that the selection names, and counted for what they are. */
@Tag("real-socket")
final class ToxicTimelineTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
    private static final int CLIENTS = 40;

    private static final String HEAD = """
            name: toxics
            seed: 42
            duration: 6s
            inject: %s
            generator: {max-lag: 2s, max-late: 2s, max-gc: 2s, max-cpu: 100%%}
            server:
              heartbeat: {activity: any-bytes, idle: 5s}
            clients:
              count: 40
              connect: {arrival: constant, rate: 200/s}
              heartbeat: {activity: pongs, ping: websocket, every: 300ms, timeout: 1s}
              reconnect: {backoff: exponential, base: 100ms, cap: 500ms, jitter: full}
            timeline:
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void latencyIsFeltByThoseItHitsAndKillsNobody(InjectMode mode) throws IOException {
        RunResult result = run(
                mode, "at: 1s, for: 3s, toxic: {type: latency, stream: both, attributes: {latency: 150}}, hit: 50%");

        assertOutcome("latency", 20, result);
        assertTrue(SmallStorm.distribution(result, "heartbeat.rtt").max() >= 0.3);
        assertEquals(0, SmallStorm.distribution(result, "outage").count());
    }

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void clientsThatNoPongReachesExpireOnLiveConnections(InjectMode mode) throws IOException {
        RunResult result = run(
                mode,
                "at: 1s, for: 3s, toxic: {type: frame_drop, stream: downstream, attributes: {opcode: pong}}, hit: 25%");

        assertOutcome("frame_drop", 10, result);
        assertTrue(SmallStorm.count(result, "slow_kills") >= 10, result.metrics()::toString);
        assertEquals(0, SmallStorm.count(result, "false_kills"));
        assertEquals(0, SmallStorm.distribution(result, "detect.client").count());
        assertEquals(CLIENTS, SmallStorm.gauge(result, "clients.open").end());
    }

    @ParameterizedTest
    @EnumSource(InjectMode.class)
    void aHalfOpenConnectionIsASilentDeathThatEveryClientDetects(InjectMode mode) throws IOException {
        RunResult result = run(mode, "at: 1s, for: 3s, toxic: half_open, hit: 50%");

        assertOutcome("half_open", 20, result);
        assertEquals(20, SmallStorm.distribution(result, "detect.client").count());
        assertEquals(0, SmallStorm.count(result, "false_kills"));
        assertEquals(CLIENTS, SmallStorm.gauge(result, "clients.open").end());
    }

    @Test
    void severalProcessesHitTheClientsThatOneHits() throws IOException {
        RunRequest request = request(
                InjectMode.CLIENT, "at: 1s, for: 3s, toxic: {type: frame_drop, attributes: {opcode: pong}}, hit: 25%");
        RunRequest parted = new RunRequest(
                request.scenario(), request.out(), request.command(), new Processes(2, 1), RunWatcher.NONE);

        RunResult result = TestEngines.real(CLOCK).run(parted, progress -> {});

        assertOutcome("frame_drop", 10, result);
    }

    private RunResult run(InjectMode mode, String entry) {
        return TestEngines.real(CLOCK).run(request(mode, entry), progress -> {});
    }

    private RunRequest request(InjectMode mode, String entry) {
        String word = mode.name().toLowerCase(Locale.ROOT);
        return SmallStorm.request(HEAD.formatted(word) + "  - {" + entry + "}\n", folder.resolve("run"));
    }

    private void assertOutcome(String label, int hit, RunResult result) throws IOException {
        FaultOutcome outcome = result.faults().get(0);
        Scenario scenario = SmallStorm.scenario(Files.readString(folder.resolve("run/scenario.yaml")));
        ScheduledFault fault = scenario.faults().faults().get(0);
        Selection selection = new Selection(new Seeds(scenario.seed()), fault, CLIENTS);

        assertEquals(label, outcome.label());
        assertEquals(hit, outcome.clientsHit());
        assertEquals(
                IntStream.range(0, CLIENTS).filter(selection::hits).boxed().collect(Collectors.toSet()), hitClients());
        List<String> began =
                ledger().stream().filter(line -> line.contains("\tbegan\t")).toList();
        assertEquals(1, began.size());
        assertTrue(began.get(0).endsWith("\t" + label), began::toString);
    }

    private Set<Integer> hitClients() throws IOException {
        return ledger().stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields.length > 3 && fields[1].equals("hit"))
                .map(fields -> Integer.valueOf(fields[3]))
                .collect(Collectors.toSet());
    }

    private List<String> ledger() throws IOException {
        return Files.readAllLines(folder.resolve("run/ledger.tsv"));
    }
}
