package dev.flatline.report.compare;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numbers of a run that a comparison looks at, by name: of distributions the median, the 99th percentile and the largest. */
final class Numbers {

    /** Those that make a regression; the others are told beside them. */
    private static final List<String> DECIDE = List.of(
            "connect.total",
            "heartbeat.rtt",
            "message.rtt",
            "message.push",
            "detect.client",
            "detect.server",
            "outage",
            "recover.",
            "attempts.",
            "second_wave",
            "false_kills",
            "slow_kills",
            "detect.missed",
            "heartbeat.lost",
            "message.lost",
            "message.duplicated",
            "message.reordered",
            "ghosts",
            "clients.gave_up");

    private static final Set<String> LOWER_TOO = Set.of("tcp.listen_overflows", "tcp.listen_drops", "generator.clock");
    private static final Set<String> LOAD = Set.of("message.sent", "clients.left", "clients.joined", "detect.told");
    private static final double P99 = 0.99;
    private static final double HALF = 0.5;

    private final Map<String, Observed> found = new LinkedHashMap<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    private Numbers() {}

    static Numbers of(RunResult run) {
        Numbers numbers = new Numbers();
        run.metrics().forEach((name, metric) -> numbers.add(name, "", metric));
        for (FaultOutcome fault : run.faults()) {
            String scope = "{fault=" + fault.index() + "}";
            numbers.add("recover.t50", scope, new Metric.Duration(fault.t50()));
            numbers.add("recover.t99", scope, new Metric.Duration(fault.t99()));
            numbers.add("recover.t100", scope, new Metric.Duration(fault.t100()));
            fault.metrics().forEach((name, metric) -> numbers.add(name, scope, metric));
        }
        run.groups()
                .forEach((group, metrics) ->
                        metrics.forEach((name, metric) -> numbers.add(name, "{group=" + group + "}", metric)));
        return numbers;
    }

    private void add(String name, String scope, Metric metric) {
        if (name.endsWith(".raw") || name.startsWith("generator.") || name.startsWith("bytes_per_connection.")) {
            return;
        }
        if (metric instanceof Metric.Distribution times) {
            double all = (double) (times.count() + times.unfinished());
            put(name + ".p50" + scope, Kind.DURATION, new Observed(times.p50(), all * (1 - HALF)));
            put(name + ".p99" + scope, Kind.DURATION, new Observed(times.p99(), all * (1 - P99)));
        } else if (metric instanceof Metric.Count count) {
            put(name + scope, Kind.COUNT, Observed.of((double) count.value()));
        } else if (metric instanceof Metric.Duration duration) {
            put(name + scope, Kind.DURATION, Observed.of(duration.millis()));
        } else if (metric instanceof Metric.Ratio ratio) {
            put(name + scope, Kind.RATIO, Observed.of(ratio.value()));
        } else if (metric instanceof Metric.Gauge gauge) {
            put(name + ".max" + scope, Kind.LEVEL, Observed.of((double) gauge.max()));
        }
    }

    private void put(String name, Kind kind, Observed value) {
        if (!Double.isNaN(value.value())) {
            found.put(name, value);
            kinds.put(name, kind);
        }
    }

    Map<String, Observed> all() {
        return found;
    }

    Map<String, Kind> kinds() {
        return kinds;
    }

    static Better better(String name) {
        String base = name.replaceFirst("\\{.*", "");
        if (LOAD.contains(base)) {
            return Better.NEITHER;
        }
        if (base.equals("clients.open.max")) {
            return Better.HIGHER;
        }
        boolean lower = decides(name)
                || LOWER_TOO.contains(base)
                || base.startsWith("connect.")
                || base.startsWith("clients.lost")
                || base.startsWith("clients.gave_up")
                || base.startsWith("heartbeat.phase_lock")
                || base.endsWith(".late")
                || base.startsWith("server.lag");
        return lower ? Better.LOWER : Better.NEITHER;
    }

    static boolean decides(String name) {
        return DECIDE.stream()
                        .anyMatch(each -> each.endsWith(".")
                                ? name.startsWith(each)
                                : name.equals(each) || name.startsWith(each + ".") || name.startsWith(each + "{"))
                && !name.startsWith("detect.client.late")
                && !name.startsWith("clients.gave_up.");
    }
}
