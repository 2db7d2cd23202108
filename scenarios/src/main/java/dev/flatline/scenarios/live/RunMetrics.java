package dev.flatline.scenarios.live;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.MetricCatalog;
import dev.flatline.core.measure.MetricCatalog.Entry;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.wire.operator.MetricPage;
import dev.flatline.wire.operator.OperatorPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of a run for Prometheus, under the names of the result files with {@code flatline_run_} in front, {@code _} for dots
 * and the base unit behind: durations in seconds, counts with {@code _total}. What only grows is a counter, the rest are gauges.
 * What is absent, has no data or never ended is left out.
 */
final class RunMetrics {

    private static final String PREFIX = "flatline_run_";
    private static final double MILLIS = 1e3;
    /** Counts that may be taken back, or are the largest of something. */
    private static final Set<String> LEVELS = Set.of(
            "attempts.peak",
            "attempts.peak.100ms",
            "message.lost",
            "heartbeat.lost",
            "detect.missed",
            "detect.told",
            "detect.client.late",
            "detect.server.late");

    private static final List<String> FAMILIES =
            List.of("connect.failed.", "clients.lost.", "clients.gave_up.", "server.closed.");

    private final MetricPage page;
    private final Supplier<RunResult> run;

    private RunMetrics(MetricPage page, Supplier<RunResult> run) {
        this.page = page;
        this.run = run;
    }

    /**
     * A page of them.
     *
     * @param run the result as it stands
     * @param onFailure told of what cannot be read
     */
    static OperatorPage page(Supplier<RunResult> run, Consumer<Throwable> onFailure) {
        MetricPage page = new MetricPage(onFailure);
        RunMetrics metrics = new RunMetrics(page, run);
        metrics.identity();
        MetricCatalog.entries().stream().filter(entry -> !entry.sparse()).forEach(metrics::add);
        FAMILIES.forEach(metrics::addFamily);
        metrics.faults();
        metrics.objectives();
        return page;
    }

    /** The name of a metric without its unit. */
    static String name(String metric) {
        return PREFIX + metric.replace('.', '_').replace("_100ms", "_tenth");
    }

    private static String total(String name) {
        return name.endsWith("_total") ? name : name + "_total";
    }

    private void identity() {
        page.gauge(
                PREFIX + "clients",
                "How many clients the run has.",
                () -> run.get().identity().clients());
        page.gauge(
                PREFIX + "elapsed_seconds",
                "How long the run has been going on.",
                () -> run.get().ranSeconds());
        page.gauge(
                PREFIX + "planned_seconds",
                "How long it is to run.",
                () -> run.get().identity().plannedSeconds());
        page.gauge(
                PREFIX + "identity",
                "1, with what is run.",
                List.of("scenario", "engine", "seed"),
                () -> Map.of(
                        List.of(
                                run.get().identity().scenario(),
                                run.get().identity().engine(),
                                Long.toString(run.get().identity().seed())),
                        1));
        page.gauge(
                PREFIX + "state",
                "1, with how far it came.",
                "state",
                () -> Map.of(run.get().state().name().toLowerCase(Locale.ROOT), 1));
    }

    private void add(Entry entry) {
        String name = name(entry.name());
        String help = "The metric " + entry.name() + " of a run.";
        switch (entry.kind()) {
            case DISTRIBUTION -> {
                page.gauge(name + "_seconds", help, "quantile", () -> quantiles(entry.name()));
                page.counterIfKnown(
                        name + "_samples_total", "How many " + entry.name() + " has.", () -> samples(entry.name()));
            }
            case COUNT -> {
                if (LEVELS.contains(entry.name())) {
                    page.gauge(name, help, () -> level(entry.name()));
                } else {
                    page.counterIfKnown(total(name), help, () -> count(entry.name()));
                }
            }
            case DURATION -> page.gauge(name + "_seconds", help, () -> level(entry.name()) / MILLIS);
            case RATIO, GAUGE -> page.gauge(name, help, () -> level(entry.name()));
        }
    }

    private Map<String, Double> quantiles(String metric) {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        if (run.get().metrics().get(metric) instanceof Metric.Distribution found) {
            quantiles.put("0.5", found.p50());
            quantiles.put("0.9", found.p90());
            quantiles.put("0.99", found.p99());
            quantiles.put("0.999", found.p999());
            quantiles.put("1", found.max());
            quantiles.values().removeIf(value -> !Double.isFinite(value));
            quantiles.replaceAll((quantile, millis) -> millis / MILLIS);
        }
        return quantiles;
    }

    private OptionalLong samples(String metric) {
        return run.get().metrics().get(metric) instanceof Metric.Distribution found
                ? OptionalLong.of(found.count())
                : OptionalLong.empty();
    }

    private OptionalLong count(String metric) {
        return run.get().metrics().get(metric) instanceof Metric.Count found
                ? OptionalLong.of(found.value())
                : OptionalLong.empty();
    }

    private double level(String metric) {
        Metric found = run.get().metrics().get(metric);
        double value = found instanceof Metric.Gauge gauge
                ? (double) gauge.end()
                : found instanceof Metric.Count count
                        ? (double) count.value()
                        : found instanceof Metric.Ratio ratio
                                ? ratio.value()
                                : found instanceof Metric.Duration duration ? duration.millis() : Double.NaN;
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private void addFamily(String family) {
        String metric = family.substring(0, family.length() - 1);
        page.counter(
                name(metric) + "_by_cause_total",
                "The metrics " + family + "<cause> of a run.",
                "cause",
                () -> causes(family));
    }

    /** Causes without the codes behind them: those are part of them. */
    private Map<String, Long> causes(String family) {
        Map<String, Long> causes = new LinkedHashMap<>();
        run.get().metrics().forEach((name, metric) -> {
            if (name.startsWith(family)
                    && name.indexOf('.', family.length()) < 0
                    && metric instanceof Metric.Count count) {
                causes.put(name.substring(family.length()), count.value());
            }
        });
        return causes;
    }

    private void faults() {
        List<String> labels = List.of("fault", "index");
        page.gauge(
                PREFIX + "fault_in_force",
                "1 while a fault is in force, 0 when it is over.",
                labels,
                () -> ofFaults(fault -> Double.isNaN(fault.endedSeconds()) ? 1 : 0));
        page.gauge(
                PREFIX + "fault_hit_clients",
                "How many clients a fault hit.",
                labels,
                () -> ofFaults(FaultOutcome::clientsHit));
        page.gauge(
                PREFIX + "fault_recover_t99_seconds",
                "From the end of a fault until 99 % of its clients were back.",
                labels,
                () -> ofFaults(fault -> fault.t99() / MILLIS));
    }

    private Map<List<String>, Double> ofFaults(ToDoubleFunction<FaultOutcome> value) {
        Map<List<String>, Double> values = new LinkedHashMap<>();
        for (FaultOutcome fault : run.get().faults()) {
            double found = value.applyAsDouble(fault);
            if (Double.isFinite(found)) {
                values.put(List.of(fault.label(), Integer.toString(fault.index())), found);
            }
        }
        return values;
    }

    private void objectives() {
        page.gauge(
                PREFIX + "objective_met",
                "1 while an objective holds, 0 while it does not; left out without data.",
                "objective",
                () -> {
                    Map<String, Integer> met = new LinkedHashMap<>();
                    run.get().objectives().forEach(objective -> {
                        if (objective.outcome() == Outcome.MET || objective.outcome() == Outcome.MISSED) {
                            met.put(objective.text(), objective.outcome() == Outcome.MET ? 1 : 0);
                        }
                    });
                    return met;
                });
    }

    /** All names that a page may have, for whoever draws them. */
    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(
                PREFIX + "clients",
                PREFIX + "elapsed_seconds",
                PREFIX + "planned_seconds",
                PREFIX + "identity",
                PREFIX + "state",
                PREFIX + "fault_in_force",
                PREFIX + "fault_hit_clients",
                PREFIX + "fault_recover_t99_seconds",
                PREFIX + "objective_met"));
        for (Entry entry : MetricCatalog.entries()) {
            if (!entry.sparse()) {
                names.addAll(namesOf(entry));
            }
        }
        FAMILIES.forEach(family -> names.add(name(family.substring(0, family.length() - 1)) + "_by_cause_total"));
        return names;
    }

    private static List<String> namesOf(Entry entry) {
        String name = name(entry.name());
        List<String> names = new ArrayList<>();
        switch (entry.kind()) {
            case DISTRIBUTION -> names.addAll(List.of(name + "_seconds", name + "_samples_total"));
            case COUNT -> names.add(LEVELS.contains(entry.name()) ? name : total(name));
            case DURATION -> names.add(name + "_seconds");
            case RATIO, GAUGE -> names.add(name);
        }
        return names;
    }
}
