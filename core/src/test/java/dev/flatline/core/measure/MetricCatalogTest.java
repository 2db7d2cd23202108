package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.measure.MetricCatalog.Entry;
import dev.flatline.core.measure.MetricCatalog.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetricCatalogTest {

    @Test
    void listsExactlyWhatARunProduces() {
        Map<String, Metric> produced = MetricTable.of(meter(Optional.of(HeartbeatRule.NONE), false));

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
            meter.connects.failed(0, cause);
            meter.losses.put(cause, 1L);
            meter.givenUp.put(cause, 1L);
            meter.serverCloses.put(cause, 1L);
        }

        Set<String> produced = MetricTable.of(meter).keySet();

        assertEquals(produced, MetricCatalog.entries().stream().map(Entry::name).collect(Collectors.toSet()));
    }

    @Test
    void whatIsAbsentOnAForeignServerNeedsAServerOfOurs() {
        MetricTable.of(meter(Optional.empty(), false)).forEach((name, metric) -> {
            if (metric instanceof Metric.Absent) {
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
