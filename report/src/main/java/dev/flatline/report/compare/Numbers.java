package dev.flatline.report.compare;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of a run that a comparison looks at, by name: of distributions the median and the 99th percentile, of levels the
 * largest, and of some the last.
 */
final class Numbers {

    /** Levels whose end says how a run ended. */
    private static final Set<String> ENDS = Set.of("clients.open", "ghosts");

    private static final double P99 = 0.99;
    private static final double HALF = 0.5;

    private final Run run;
    private final Map<String, Observed> found = new LinkedHashMap<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Map<String, String> faults = new HashMap<>();

    private Numbers(Run run) {
        this.run = run;
    }

    static Numbers of(Run run) {
        Numbers numbers = new Numbers(run);
        RunResult result = run.result();
        result.metrics().forEach((name, metric) -> numbers.add(name, "", metric));
        for (FaultOutcome fault : result.faults()) {
            String scope = "{fault=" + fault.index() + "}";
            numbers.faults.put(scope, fault.label());
            numbers.add("recover.t50", scope, new Metric.Duration(fault.t50()));
            numbers.add("recover.t99", scope, new Metric.Duration(fault.t99()));
            numbers.add("recover.t100", scope, new Metric.Duration(fault.t100()));
            fault.metrics().forEach((name, metric) -> numbers.add(name, scope, metric));
        }
        result.groups()
                .forEach((group, metrics) ->
                        metrics.forEach((name, metric) -> numbers.add(name, "{group=" + group + "}", metric)));
        return numbers;
    }

    private void add(String name, String scope, Metric metric) {
        if (name.endsWith(".raw") || name.startsWith("generator.")) {
            return;
        }
        if (metric instanceof Metric.Distribution times) {
            double all = (double) (times.count() + times.unfinished());
            percentile(name + ".p50", scope, times.p50(), all * (1 - HALF));
            percentile(name + ".p99", scope, times.p99(), all * (1 - P99));
        } else if (metric instanceof Metric.Count count) {
            put(name + scope, Kind.COUNT, Observed.of((double) count.value()));
        } else if (metric instanceof Metric.Duration duration) {
            put(name + scope, Kind.DURATION, Observed.of(duration.millis()));
        } else if (metric instanceof Metric.Ratio ratio) {
            put(name + scope, Kind.RATIO, Observed.of(ratio.value()));
        } else if (metric instanceof Metric.Gauge gauge) {
            put(name + ".max" + scope, Kind.LEVEL, Observed.of((double) gauge.max()));
            if (ENDS.contains(name)) {
                put(name + ".end" + scope, Kind.LEVEL, Observed.of((double) gauge.end()));
            }
        }
    }

    private void percentile(String name, String scope, double value, double behind) {
        Observed observed = Observed.percentile(value, behind);
        SamplingError error = scope.isEmpty() ? run.errors().get(name) : null;
        put(name + scope, Kind.DURATION, error == null ? observed : observed.within(error.low(), error.high()));
    }

    private void put(String name, Kind kind, Observed value) {
        if (value.isThere()) {
            found.put(name, value);
            kinds.put(name, kind);
        }
    }

    /** One of them; {@link Observed#NOTHING} if the run does not have it. */
    Observed number(String name) {
        return found.getOrDefault(name, Observed.NOTHING);
    }

    /** The kind of the fault that a number is about; empty if it is about all. */
    String fault(String name) {
        int scope = name.indexOf('{');
        return scope < 0 ? "" : faults.getOrDefault(name.substring(scope), "");
    }

    Map<String, Kind> kinds() {
        return kinds;
    }
}
