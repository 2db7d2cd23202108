package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents.ConnectTimes;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.MetricCatalog.Entry;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every metric of the catalogue against a small story whose truth is known by construction: what is told stands here in
 * milliseconds, and what must come out beside it. A metric without a case fails the build.
 */
class MetricTruthTest {

    private static final ScheduledFault HOLE = Told.blackhole(0);
    private static final ScheduledFault SLOW =
            Told.fault(0, new Fault.Latency(Duration.ofMillis(5).toNanos(), 0));
    private static final double EXACT = 0.001;

    /** Told by no story: HealthTest in scenarios holds them against real sockets and against files. */
    private static final Set<String> OF_THE_MACHINE = Set.copyOf(HealthMeter.GAUGES);

    /** Held elsewhere: messages between clients need rooms, which StreamMeterTest and SequenceMeterTest have. */
    private static final Set<String> OF_STREAMS =
            Set.of("message.duplicated", "message.reordered", "message.push", "message.push.raw");

    private final Map<String, Case> cases = new LinkedHashMap<>();

    private record Case(Consumer<Told> story, Consumer<Metric> truth) {}

    MetricTruthTest() {
        connects();
        attempts();
        traffic();
        detection();
        recovery();
        population();
        generator();
    }

    private void connects() {
        Consumer<Told> one = told -> {
            told.attempt(1, false, 1_000);
            told.events.opened(
                    1,
                    new ConnectTimes(
                            Told.at(1_000),
                            Told.at(1_005),
                            Told.at(1_015),
                            Told.at(1_035),
                            Told.at(1_065),
                            Told.at(1_105)));
        };
        durations("connect.tcp", one, 10);
        durations("connect.tls", one, 20);
        durations("connect.upgrade", one, 30);
        durations("connect.greeting", one, 40);
        durations("connect.total", one, 105);
        durations("connect.total.raw", one, 100);
    }

    private void attempts() {
        Consumer<Told> storm = told -> told.connects(1, 0, 100)
                .connects(2, 0, 100)
                .loses(1, CloseCause.RESET, 5_000)
                .loses(2, CloseCause.RESET, 5_000)
                .attempt(1, true, 6_010)
                .attempt(2, true, 6_020)
                .fails(1, CloseCause.REFUSED, 6_030)
                .fails(2, CloseCause.REFUSED, 6_040)
                .attempt(1, true, 6_150)
                .fails(1, CloseCause.REFUSED, 6_160)
                .connects(2, 1, 7_500);
        count("attempts.total", storm, 4);
        count("attempts.peak", storm, 3);
        count("attempts.peak.100ms", storm, 2);
        count("attempts.wasted", storm, 3);
        number("attempts.per_recovery", storm, 4);
        count("second_wave", storm.andThen(told -> told.loses(2, CloseCause.RESET, 9_000)), 1);
    }

    private void traffic() {
        Consumer<Told> late = told -> {
            told.connects(1, 0, 100);
            told.events.heartbeatSent(1, Told.at(1_000), Told.at(1_003));
            told.events.heartbeatAnswered(1, Told.at(1_000), Told.at(1_003), Told.at(1_012));
            told.events.messageSent(1, Told.at(2_000), Told.at(3_900));
            told.events.messageAnswered(1, Told.at(2_000), Told.at(3_900), Told.at(4_000));
            told.events.heartbeatSent(1, Told.at(5_000), Told.at(5_000));
            told.events.messageSent(1, Told.at(5_000), Told.at(5_000));
            told.events.messageSkipped(2, Told.at(5_500));
            told.ping(1, 20_000);
        };
        durations("heartbeat.rtt", late, 12);
        durations("heartbeat.rtt.raw", late, 9);
        count("heartbeat.lost", late, 1);
        durations("message.rtt", late, 2_000);
        durations("message.rtt.raw", late, 100);
        count("message.sent", late, 2);
        count("message.skipped", late, 1);
        count("message.lost", late, 1);
        Consumer<Told> inStep = told -> {
            for (int client = 0; client < 10; client++) {
                told.ping(client, 2_000 + client * 200);
            }
            told.begins(HOLE, 4_000, 1).ends(HOLE, 5_000);
            for (int client = 0; client < 10; client++) {
                told.ping(client, 7_000);
            }
            told.ping(1, 8_000);
        };
        number("heartbeat.phase_lock.before", inStep, 2);
        number("heartbeat.phase_lock.after", inStep, 20);
    }

    private void detection() {
        Consumer<Told> death =
                told -> told.connects(1, 0, 100).begins(HOLE, 10_000, 1).expires(1, 13_500);
        durations("detect.client", death, 3_500);
        durations("detect.server", death.andThen(told -> told.evicts(1, 0, 16_500)), 6_500);
        count("detect.missed", death, 1);
        count(
                "detect.client.late",
                told -> told.connects(1, 0, 100).begins(HOLE, 10_000, 1).expires(1, 14_021),
                1);
        count("detect.server.late", death.andThen(told -> told.evicts(1, 0, 17_011)), 1);
        Consumer<Told> heard =
                death.andThen(told -> told.ends(HOLE, 20_000).serverCloses(1, 0, CloseCause.END_OF_STREAM, 20_001));
        count("detect.told", heard, 1);
        count("false_kills", told -> told.connects(1, 0, 100).expires(1, 13_500), 1);
        count(
                "slow_kills",
                told -> told.connects(1, 0, 100).begins(SLOW, 10_000, 1).expires(1, 13_500),
                1);
        gauge(
                "ghosts",
                death.andThen(told -> told.connects(2, 0, 14_000)
                        .loses(2, CloseCause.RESET, 14_500)
                        .evicts(1, 0, 16_500)),
                2,
                1);
    }

    private void recovery() {
        Consumer<Told> back = told -> {
            for (int client = 0; client < 10; client++) {
                told.connects(client, 0, 100);
            }
            told.begins(HOLE, 10_000, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            for (int client = 0; client < 10; client++) {
                told.expires(client, 13_000);
            }
            told.ends(HOLE, 20_000);
            for (int client = 0; client < 10; client++) {
                told.connects(client, 1, 20_000 + 100 * (client + 1) - 1);
            }
        };
        durations("outage", back, 10_100, 10_200, 10_300, 10_400, 10_500, 10_600, 10_700, 10_800, 10_900, 11_000);
        millis("recover.t50", back, 500);
        millis("recover.t90", back, 900);
        millis("recover.t99", back, 1_000);
        millis("recover.t100", back, 1_000);
    }

    private void population() {
        Consumer<Told> some = told -> told.connects(1, 0, 100)
                .connects(2, 0, 200)
                .connects(3, 0, 300)
                .leaves(1, 2_500)
                .serverCloses(1, 0, CloseCause.CLOSE_FRAME, 2_501)
                .connects(1, 1, 4_500)
                .loses(2, CloseCause.RESET, 6_000);
        gauge("clients.open", some, 3, 2);
        count("clients.left", some, 1);
        count("clients.joined", some, 1);
        count("clients.lost", some, 1);
        gauge("server.open", some, 3, 3);
        count("clients.gave_up", told -> told.events.gaveUp(4, CloseCause.REFUSED, 0, Told.at(1)), 1);
    }

    private void generator() {
        Consumer<Told> machine = told -> {
            told.recorder.tick(EventLoopPart.FLEET, Told.at(1_000), Told.at(1_003));
            told.recorder.tick(EventLoopPart.PROXY, Told.at(1_000), Told.at(1_006));
            told.recorder.tick(EventLoopPart.SERVER, Told.at(1_000), Told.at(1_011));
            told.recorder.generatorPaused(25 * Told.MS);
            told.recorder.generatorWrote(2 * Told.MS);
            told.recorder.processors(new ProcessorUse(0.6, 0.6, 0.9));
            told.recorder.processors(new ProcessorUse(0.4, 0.4, 0.7));
            told.events.attempted(1, false, Told.at(1_000), Told.at(1_009));
            Map<String, Long> counts = HealthMeter.COUNTS.stream().collect(Collectors.toMap(name -> name, name -> 5L));
            told.recorder.health(new HealthSample(Map.of(), counts, Map.of()));
        };
        Consumer<Told> servers = told -> {
            told.recorder.health(new HealthSample(of("replica.12", 200, 0, 0), Map.of(), Map.of()));
            told.recorder.health(new HealthSample(of("replica.12", 300, 2, 1), Map.of(), Map.of()));
            told.recorder.health(new HealthSample(of("replica.12", 100, 2, 1), Map.of(), Map.of()));
            told.recorder.health(new HealthSample(of("replica.12", Double.NaN, 2, 1), Map.of(), Map.of()));
        };
        gauge("replica.12.memory", servers, 300, 100);
        gauge("replica.12.restarts", servers, 2, 2);
        gauge("replica.12.oom", servers, 1, 1);
        durations("generator.lag", machine, 3, 6);
        durations("generator.lag.fleet", machine, 3);
        durations("generator.lag.proxy", machine, 6);
        durations("server.lag", machine, 11);
        durations("generator.gc", machine, 25);
        durations("generator.recorder", machine, 2);
        durations("generator.late", machine, 9);
        gauge("generator.cpu", machine, 60, 40);
        gauge("generator.cpu.machine", machine, 90, 70);
        number("generator.cpu.saturated", machine, 0);
        HealthMeter.COUNTS.forEach(name -> count(name, machine, 5));
        count(
                "generator.clock",
                told -> told.events.heartbeatAnswered(1, Told.at(5_000), Told.at(5_000), Told.at(4_900)),
                2);
    }

    private static Map<String, Double> of(String replica, double memory, double restarts, double oom) {
        return Map.of(replica + ".memory", memory, replica + ".restarts", restarts, replica + ".oom", oom);
    }

    @Test
    void aServersProcessorsAreDrawnAndAreNoMetricBecauseTheyComeInFractions() {
        assertEquals(Optional.empty(), MetricCatalog.find("replica.1.cpu"));
        assertEquals(Optional.empty(), MetricCatalog.find("replica.0.memory"));
        assertTrue(MetricCatalog.find("replica.1.memory").orElseThrow().inBytes());
        assertEquals(
                1, MetricCatalog.find("replica.1.oom").orElseThrow().replica().orElseThrow());
    }

    @Test
    void everyMetricHasACase() {
        Set<String> missing = MetricCatalog.entries().stream()
                .filter(entry -> !entry.sparse())
                .map(Entry::name)
                .filter(name ->
                        !cases.containsKey(name) && !OF_THE_MACHINE.contains(name) && !OF_STREAMS.contains(name))
                .collect(Collectors.toSet());

        assertEquals(Set.of(), missing);
    }

    @TestFactory
    List<DynamicTest> comesOutAsItWasTold() {
        return cases.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Told told = Told.ours();
                    entry.getValue().story().accept(told);
                    entry.getValue().truth().accept(told.metric(entry.getKey()));
                }))
                .toList();
    }

    @Test
    void aRunInWhichNothingHappenedHasNoDataAndNoZeroForIt() {
        MeterPlan plan = new MeterPlan(Told.load(3, Told.CLIENT_RULE), 0, Optional.of(Told.SERVER_RULE), false);

        Map<String, Metric> found = new RunRecorder(plan, line -> {}, line -> {}, 1).metrics();

        found.forEach((name, metric) -> {
            if (metric instanceof Metric.Distribution times) {
                assertEquals(0, times.count(), name);
                assertTrue(Double.isNaN(times.mean()) && Double.isNaN(times.p50()) && Double.isNaN(times.max()), name);
            } else if (metric instanceof Metric.Duration duration) {
                assertTrue(Double.isNaN(duration.millis()), name);
            } else if (metric instanceof Metric.Ratio ratio) {
                assertTrue(Double.isNaN(ratio.value()), name);
            }
        });
    }

    private void durations(String name, Consumer<Told> story, double... millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        put(name, story, metric -> {
            Metric.Distribution found = (Metric.Distribution) metric;
            assertEquals(sorted.length, found.count());
            assertEquals(0, found.unfinished());
            near(Arrays.stream(sorted).average().orElseThrow(), found.mean());
            near(sorted[(sorted.length + 1) / 2 - 1], found.p50());
            near(sorted[sorted.length - 1], found.p999());
            near(sorted[sorted.length - 1], found.max());
        });
    }

    private void count(String name, Consumer<Told> story, long value) {
        put(name, story, metric -> assertEquals(new Metric.Count(value), metric));
    }

    private void gauge(String name, Consumer<Told> story, long max, long end) {
        put(name, story, metric -> assertEquals(new Metric.Gauge(max, end), metric));
    }

    private void number(String name, Consumer<Told> story, double value) {
        put(name, story, metric -> assertEquals(new Metric.Ratio(value), metric));
    }

    private void millis(String name, Consumer<Told> story, double value) {
        put(name, story, metric -> near(value, ((Metric.Duration) metric).millis()));
    }

    private void put(String name, Consumer<Told> story, Consumer<Metric> truth) {
        cases.put(name, new Case(story, truth));
    }

    /** Three significant digits, as the histograms have. */
    private static void near(double expected, double actual) {
        assertEquals(expected, actual, Math.max(0.002, expected * EXACT));
    }
}
