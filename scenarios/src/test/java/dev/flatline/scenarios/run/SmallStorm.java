package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioReader;
import dev.flatline.scenarios.file.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The reconnect storm in ten seconds: shorter timeouts, though a second of stall kills nobody, fewer clients, both faults. */
final class SmallStorm {

    static final String YAML = """
            name: small-storm
            seed: 42
            duration: 10s
            server:
              heartbeat: {activity: any-bytes, idle: 2500ms, ping: websocket, every: 700ms, scan: 200ms}
            clients:
              count: 100
              connect: {arrival: poisson, rate: 200/s}
              heartbeat: {ping: websocket, every: 500ms, timeout: 1s}
              reconnect: {backoff: exponential, base: 100ms, cap: 500ms, jitter: full}
              messages: {kind: echo, rate: 2/s, size: 64B}
            timeline:
              - {at: 1500ms, for: 4s, fault: blackhole, hit: 50%}
              - {at: 7500ms, for: 500ms, fault: server-restart}
            objectives:
              - detect.client.max < 2s
              - recover.t99 < 3s
              - false_kills == 0
              - detect.missed == 0
            """;

    private SmallStorm() {}

    static Scenario scenario(String yaml) {
        return ScenarioReader.read(yaml, "small-storm.yaml", List.of());
    }

    static RunRequest request(String yaml, Path out) {
        return new RunRequest(scenario(yaml), out, "flatline run small-storm.yaml");
    }

    static RunRequest request(String yaml, String target, Path out) {
        return new RunRequest(
                ScenarioReader.read(
                        yaml, "small-storm.yaml", List.of(new Setting("--target", "targets", "['" + target + "']"))),
                out,
                "flatline run small-storm.yaml --target " + target);
    }

    static Metric.Distribution distribution(RunResult result, String name) {
        return distribution(result.metrics(), name);
    }

    static Metric.Distribution distribution(Map<String, Metric> metrics, String name) {
        return metric(Metric.Distribution.class, metrics, name);
    }

    static double ratio(RunResult result, String name) {
        return metric(Metric.Ratio.class, result.metrics(), name).value();
    }

    static long count(RunResult result, String name) {
        return metric(Metric.Count.class, result.metrics(), name).value();
    }

    static Metric.Gauge gauge(RunResult result, String name) {
        return metric(Metric.Gauge.class, result.metrics(), name);
    }

    private static <T extends Metric> T metric(Class<T> kind, Map<String, Metric> metrics, String name) {
        return kind.cast(Objects.requireNonNull(metrics.get(name), name));
    }
}
