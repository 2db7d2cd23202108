package dev.flatline.report.words;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import java.util.Optional;

/** Looks metrics up by name and type. */
final class Metrics {

    private final RunResult run;

    Metrics(RunResult run) {
        this.run = run;
    }

    /** Zero for a counter that nobody counted. */
    long count(String name) {
        return run.metrics().get(name) instanceof Metric.Count count ? count.value() : 0;
    }

    /** Empty if it is absent or if nothing was recorded in it. */
    Optional<Metric.Distribution> recorded(String name) {
        return run.metrics().get(name) instanceof Metric.Distribution found && found.count() + found.unfinished() > 0
                ? Optional.of(found)
                : Optional.empty();
    }

    Optional<Metric.Gauge> gauge(String name) {
        return run.metrics().get(name) instanceof Metric.Gauge gauge ? Optional.of(gauge) : Optional.empty();
    }

    Optional<String> absent(String name) {
        return run.metrics().get(name) instanceof Metric.Absent absent
                ? Optional.of(absent.reason())
                : Optional.empty();
    }

    /** Whether no client was ever connected. */
    boolean nobodyOpened() {
        return gauge("clients.open").filter(open -> open.max() == 0).isPresent()
                && recorded("connect.total").isEmpty();
    }
}
