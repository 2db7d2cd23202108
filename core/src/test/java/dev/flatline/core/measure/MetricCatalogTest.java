package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.measure.MetricCatalog.Entry;
import dev.flatline.core.measure.MetricCatalog.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetricCatalogTest {

    @Test
    void listsExactlyWhatARunProduces() {
        RunMeter meter = meter(Optional.of(HeartbeatRule.NONE), false);
        Map<String, Double> levels = new HashMap<>();
        HealthMeter.GAUGES.forEach(name -> levels.put(name, 1.0));
        Map<String, Long> counts = new HashMap<>();
        HealthMeter.COUNTS.forEach(name -> counts.put(name, 1L));
        meter.health.sampled(new HealthSample(levels, counts, Map.of()));
        Map<String, Metric> produced = MetricTable.of(meter);

        Set<String> listed = MetricCatalog.entries().stream()
                .filter(entry -> !entry.sparse())
                .map(Entry::name)
                .collect(Collectors.toSet());

        assertEquals(produced.keySet(), listed);
        produced.forEach((name, metric) -> assertEquals(
                kind(metric), MetricCatalog.find(name).orElseThrow().kind(), name));
    }

    @Test
    void listsEveryCountByCause() {
        RunMeter meter = meter(Optional.of(HeartbeatRule.NONE), false);
        for (CloseCause cause : CloseCause.values()) {
            meter.connects.failed(0, cause, 0);
            meter.losses.count(cause, 0);
            meter.givenUp.count(cause, 0);
            meter.serverCloses.count(cause, 0);
        }

        Set<String> produced = MetricTable.of(meter).keySet();

        assertEquals(produced, MetricCatalog.entries().stream().map(Entry::name).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clients.lost.close-frame.1001",
                "clients.gave_up.close-frame.4004",
                "connect.failed.close-frame.1013",
                "connect.failed.upgrade-rejected.503",
                "clients.gave_up.upgrade-rejected.401"
            })
    void knowsACauseWithItsCode(String name) {
        assertEquals(Optional.of(new Entry(name, Kind.COUNT, true)), MetricCatalog.find(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clients.lost.close-frame.99",
                "clients.lost.close-frame.10011",
                "clients.lost.reset.1001",
                "clients.lost.upgrade-rejected.503",
                "server.closed.close-frame.1001",
                "connect.failed.upgrade-rejected.x"
            })
    void knowsNoOtherCodes(String name) {
        assertEquals(Optional.empty(), MetricCatalog.find(name));
    }

    @Test
    void whatARunCountsByCodeIsKnown() {
        RunMeter meter = meter(Optional.of(HeartbeatRule.NONE), false);
        meter.connects.failed(0, CloseCause.UPGRADE_REJECTED, 503);
        meter.losses.count(CloseCause.CLOSE_FRAME, 1001);
        meter.losses.count(CloseCause.CLOSE_FRAME, 1006);
        meter.givenUp.count(CloseCause.CLOSE_FRAME, 4004);
        meter.losses.count(CloseCause.PROTOCOL_ERROR, 1002);

        Map<String, Metric> produced = MetricTable.of(meter);

        produced.keySet().forEach(name -> assertTrue(MetricCatalog.find(name).isPresent(), name));
        assertEquals(new Metric.Count(2), produced.get("clients.lost.close-frame"));
        assertEquals(new Metric.Count(1), produced.get("clients.lost.close-frame.1001"));
        assertEquals(new Metric.Count(1), produced.get("connect.failed.upgrade-rejected.503"));
        assertEquals(new Metric.Count(1), produced.get("clients.gave_up.close-frame.4004"));
    }

    @Test
    void whatIsAbsentOnAForeignServerNeedsAServerOfOurs() {
        MetricTable.of(meter(Optional.empty(), false)).forEach((name, metric) -> {
            if (metric.equals(new Metric.Absent(MeterPlan.FOREIGN))) {
                assertTrue(MetricCatalog.find(name).orElseThrow().needsServer(), name);
            } else {
                assertTrue(!MetricCatalog.find(name).orElseThrow().needsServer(), name);
            }
        });
    }

    private static RunMeter meter(Optional<HeartbeatRule> serverRule, boolean virtualTime) {
        RunMeter meter = new RunMeter(new MeterPlan(Told.load(3, HeartbeatRule.NONE), 0, serverRule, virtualTime));
        meter.generator.processors(new ProcessorUse(0.1, 0.1, 0.2));
        return meter;
    }

    private static Kind kind(Metric metric) {
        if (metric instanceof Metric.Distribution) {
            return Kind.DISTRIBUTION;
        }
        if (metric instanceof Metric.Count) {
            return Kind.COUNT;
        }
        if (metric instanceof Metric.Duration) {
            return Kind.DURATION;
        }
        return metric instanceof Metric.Gauge ? Kind.GAUGE : Kind.RATIO;
    }
}
