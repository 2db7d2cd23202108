package dev.flatline.core.measure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * TCP's side of a run, and what processes need: the largest and the last of each level, and the last of each count. What was never
 * sampled is absent. Not thread-safe: {@link RunRecorder} guards it.
 */
final class HealthMeter {

    /** The states that sockets of clients and servers may be in, in the kernel's words. */
    static final List<String> STATES = List.of(
            "established",
            "syn_sent",
            "syn_recv",
            "fin_wait1",
            "fin_wait2",
            "time_wait",
            "close_wait",
            "last_ack",
            "closing");

    static final List<String> GAUGES = Stream.of(
                    STATES.stream().map(state -> "tcp.client." + state),
                    STATES.stream().map(state -> "tcp.server." + state),
                    Stream.of(
                            "tcp.accept_queue",
                            "tcp.orphans",
                            "server.handshakes",
                            "server.heartbeats",
                            "generator.heap",
                            "generator.rss",
                            "bytes_per_connection.heap",
                            "bytes_per_connection.direct",
                            "bytes_per_connection.rss",
                            "bytes_per_connection.kernel"))
            .flatMap(names -> names)
            .toList();
    static final List<String> COUNTS =
            List.of("tcp.listen_overflows", "tcp.listen_drops", "tcp.syn_drops", "tcp.syn_cookies", "tcp.retransmits");

    private static final String UNREAD = "nobody sampled it";

    private final Map<String, Metric.Gauge> gauges = new LinkedHashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, String> absent = new HashMap<>();

    private final Map<String, Double> levels = new LinkedHashMap<>();

    void sampled(HealthSample sample) {
        levels.putAll(sample.gauges());
        sample.counts().forEach((name, value) -> levels.put(name, (double) value));
        sample.gauges().forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                return; // nobody saw it this time: no level is 0 for want of a look
            }
            long level = Math.round(value);
            long before = gauges.containsKey(name) ? gauges.get(name).max() : level;
            gauges.put(name, new Metric.Gauge(Math.max(before, level), level));
        });
        counts.putAll(sample.counts());
        absent.putAll(sample.absent());
    }

    /** What was sampled last; NaN for what has not been sampled since the last call, and nothing before the first sample. */
    Map<String, Double> takeLevels() {
        Map<String, Double> taken = new LinkedHashMap<>(levels);
        levels.replaceAll((name, value) -> Double.NaN);
        return taken;
    }

    /** Tells each of them; in virtual time there is no machine. */
    Map<String, Metric> table(boolean virtualTime, String absence) {
        Map<String, Metric> table = new LinkedHashMap<>();
        for (String name : GAUGES) {
            Metric.Gauge gauge = gauges.get(name);
            table.put(name, gauge != null ? gauge : missing(name, virtualTime, absence));
        }
        for (String name : COUNTS) {
            Long count = counts.get(name);
            table.put(name, count != null ? new Metric.Count(count) : missing(name, virtualTime, absence));
        }
        gauges.forEach((name, gauge) -> {
            if (MetricCatalog.isOfReplica(name)) {
                table.put(name, gauge);
            }
        });
        return table;
    }

    private Metric missing(String name, boolean virtualTime, String absence) {
        return new Metric.Absent(virtualTime ? absence : absent.getOrDefault(name, UNREAD));
    }
}
