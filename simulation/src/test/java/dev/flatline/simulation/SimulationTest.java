package dev.flatline.simulation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ChurnPlan;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

    private static final long SECONDS_RUN = 75;

    @Test
    void theSameSeedIsTheSameRun() {
        Storm.Run first = new Storm().run(42, SECONDS_RUN);
        Storm.Run second = new Storm().run(42, SECONDS_RUN);

        assertEquals(first.recorder().traceHash(), second.recorder().traceHash());
        assertEquals(first.journal().toString(), second.journal().toString());
        assertEquals(first.ledger().toString(), second.ledger().toString());
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertNotEquals(
                new Storm().run(42, SECONDS_RUN).recorder().traceHash(),
                new Storm().run(43, SECONDS_RUN).recorder().traceHash());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597})
    void everySilentDeathIsNoticedByBothSidesInTimeAndEveryoneComesBack(long seed) {
        Map<String, Metric> metrics =
                new Storm().run(seed, SECONDS_RUN).recorder().metrics();

        Metric.Distribution client = distribution(metrics, "detect.client");
        Metric.Distribution server = distribution(metrics, "detect.server");
        assertEquals(100, client.count());
        assertEquals(100, server.count());
        assertTrue(client.max() <= 4_005, () -> "client noticed after " + client.max() + " ms");
        assertTrue(server.max() <= 7_010, () -> "server noticed after " + server.max() + " ms");
        assertEquals(new Metric.Count(0), metrics.get("detect.missed"));
        assertEquals(new Metric.Count(0), metrics.get("false_kills"));
        assertEquals(new Metric.Gauge(200, 200), metrics.get("clients.open"));
        assertEquals(0, gauge(metrics, "ghosts").end());
        assertEquals(0, distribution(metrics, "outage").unfinished());
        assertEquals(300, distribution(metrics, "outage").count());
    }

    @Test
    void aServerThatNeverExpiresKeepsGhostsUntilTheFaultEnds() {
        Storm storm = new Storm();
        storm.serverRule = HeartbeatRule.NONE;

        Map<String, Metric> metrics = storm.run(42, SECONDS_RUN).recorder().metrics();

        assertEquals(0, distribution(metrics, "detect.server").count());
        assertEquals(100, count(metrics, "detect.told")); // by the FIN that the blackhole withheld
        assertEquals(new Metric.Count(0), metrics.get("detect.missed"));
        assertEquals(100, gauge(metrics, "ghosts").max());
    }

    @Test
    void deathsThatNobodyNoticesAreMissed() {
        Storm storm = new Storm();
        storm.clientRule = HeartbeatRule.NONE;
        storm.serverRule = HeartbeatRule.NONE;

        Map<String, Metric> metrics = storm.run(42, 24).recorder().metrics();

        assertEquals(new Metric.Count(200), metrics.get("detect.missed"));
    }

    @Test
    void aFaultShorterThanEveryTimeoutKillsNobody() {
        Storm storm = new Storm();
        storm.faults =
                List.of(new ScheduledFault(0, new Fault.Blackhole(), SECONDS.toNanos(15), SECONDS.toNanos(1), 0.5));

        Storm.Run run = storm.run(42, 30);

        FaultOutcome outcome = run.recorder().faults().get(0);
        assertEquals(100, outcome.died());
        assertEquals(100, outcome.survived());
        assertEquals(0, distribution(run.recorder().metrics(), "detect.client").count());
        assertEquals(new Metric.Count(0), run.recorder().metrics().get("attempts.total"));
    }

    @Test
    void clientsThatGiveUpNeverRecover() {
        Storm storm = new Storm();
        storm.maxAttempts = 0;

        Storm.Run run = storm.run(42, SECONDS_RUN);

        assertTrue(Double.isInfinite(run.recorder().faults().get(0).t100()));
        assertTrue(distribution(run.recorder().metrics(), "outage").unfinished() > 0);
        assertTrue(count(run.recorder().metrics(), "clients.gave_up") > 0);
    }

    @Test
    void resetTellsBothSidesAtOnceAndRefuseLeavesStandingConnectionsAlone() {
        Storm storm = new Storm();
        storm.faults = List.of(
                new ScheduledFault(0, new Fault.Refuse(), SECONDS.toNanos(10), SECONDS.toNanos(5), 1),
                new ScheduledFault(1, new Fault.Reset(), SECONDS.toNanos(12), SECONDS.toNanos(1), 0.25));

        Map<String, Metric> metrics = storm.run(42, 40).recorder().metrics();

        assertEquals(new Metric.Count(50), metrics.get("clients.lost.reset"));
        assertEquals(50, distribution(metrics, "outage").count());
        assertTrue(count(metrics, "connect.failed.reset") > 0);
        assertEquals(new Metric.Gauge(200, 200), metrics.get("clients.open"));
    }

    /** 200 clients, 10 of which leave in a second for 5 s: 600 in the minute after the ramp, of which 50 are away at a time. */
    @Test
    void clientsComeAndGoAtTheRateThatWasAskedForAndNothingElseHappens() {
        Storm storm = new Storm();
        storm.churn = ChurnPlan.atRate(10, 200, SECONDS.toNanos(5));
        storm.faults = List.of();

        Map<String, Metric> metrics = storm.run(42, 62).recorder().metrics();

        long left = count(metrics, "clients.left");
        assertTrue(left > 500 && left < 700, () -> left + " left");
        assertEquals(
                (double) (200 - gauge(metrics, "clients.open").end()),
                (double) (left - count(metrics, "clients.joined")),
                1);
        assertEquals(new Metric.Count(0), metrics.get("attempts.total"));
        assertEquals(new Metric.Count(0), metrics.get("false_kills"));
        assertEquals(new Metric.Gauge(0, 0), metrics.get("ghosts"));
        assertEquals(new Metric.Count(0), metrics.get("message.skipped"));
        assertEquals(0, distribution(metrics, "outage").count());
        assertTrue(metrics.keySet().stream().noneMatch(name -> name.startsWith("clients.lost.")));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void noLeaverIsTakenForADeath(long seed) {
        Storm storm = new Storm();
        storm.churn = ChurnPlan.atRate(10, 200, SECONDS.toNanos(5));

        Map<String, Metric> metrics = storm.run(seed, SECONDS_RUN).recorder().metrics();

        assertEquals(new Metric.Count(0), metrics.get("detect.missed"));
        assertEquals(new Metric.Count(0), metrics.get("false_kills"));
        assertEquals(0, gauge(metrics, "ghosts").end());
        assertTrue(distribution(metrics, "detect.client").max() <= 4_005);
        assertTrue(distribution(metrics, "detect.server").max() <= 7_010);
    }

    @Test
    void latencyIsFeltInBothDirectionsAndKillsNobody() {
        Storm storm = new Storm();
        storm.faults = List.of(new ScheduledFault(
                0, new Fault.Latency(SECONDS.toNanos(1) / 2, 0), SECONDS.toNanos(10), SECONDS.toNanos(10), 1));

        Map<String, Metric> metrics = storm.run(42, 25).recorder().metrics();

        assertTrue(distribution(metrics, "heartbeat.rtt").max() >= 1_000);
        assertEquals(new Metric.Count(0), metrics.get("attempts.total"));
        assertEquals(new Metric.Count(0), metrics.get("false_kills"));
    }

    @Test
    void latencyLongerThanTheTimeoutKillsLiveConnections() {
        Storm storm = new Storm();
        storm.faults = List.of(new ScheduledFault(
                0, new Fault.Latency(SECONDS.toNanos(2), 0), SECONDS.toNanos(10), SECONDS.toNanos(10), 1));

        Map<String, Metric> metrics = storm.run(42, 25).recorder().metrics();

        assertTrue(count(metrics, "slow_kills") >= 200);
        assertEquals(new Metric.Count(0), metrics.get("false_kills"));
        assertTrue(count(metrics, "heartbeat.lost") >= 200);
    }

    private static Metric.Distribution distribution(Map<String, Metric> metrics, String name) {
        return metric(Metric.Distribution.class, metrics, name);
    }

    private static Metric.Gauge gauge(Map<String, Metric> metrics, String name) {
        return metric(Metric.Gauge.class, metrics, name);
    }

    private static long count(Map<String, Metric> metrics, String name) {
        return metric(Metric.Count.class, metrics, name).value();
    }

    private static <T extends Metric> T metric(Class<T> kind, Map<String, Metric> metrics, String name) {
        return kind.cast(Objects.requireNonNull(metrics.get(name), name));
    }
}
