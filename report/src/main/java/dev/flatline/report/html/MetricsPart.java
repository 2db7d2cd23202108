package dev.flatline.report.html;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.words.MetricWords;
import dev.flatline.report.words.Silences;
import dev.flatline.report.words.Units;

/** Every metric of a run: distributions, counters, causes, and those that could not be observed. */
final class MetricsPart {

    private final Table times = new Table(
            "From the intended start; .raw: the actual one",
            "Metric",
            "Count",
            "Mean",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "Max",
            "Unfinished");
    private final Numbers counters = new Numbers("Numbers of the whole run");
    private final Table levels = new Table("What went up and down", "Metric", "Highest", "At the end");
    private final Causes causes = new Causes();
    private final Table absent = new Table("Metrics that could not be observed", "Metric", "Why");

    /** All of them; the spectra stand between the durations and the rest. */
    static String html(RunResult run, String spectra) {
        MetricsPart part = new MetricsPart();
        run.metrics().forEach((name, metric) -> part.add(name, metric, Silences.of(run, name)));
        String nothing = "<p class=\"note\">Nothing was measured.</p>\n";
        return Markup.section("durations", "Durations", (part.times.isEmpty() ? nothing : part.times.html()) + spectra)
                + Markup.section("causes", "Causes", part.causes.html())
                + Markup.section("counters", "Counters", part.counters.html() + part.levels.html())
                + Markup.section("absent", "Not observable", part.absent.html());
    }

    private void add(String name, Metric metric, String remark) {
        if (FaultsPart.isRecovery(name) && metric instanceof Metric.Duration) {
            return;
        }
        Cell head = Cell.named(name, MetricWords.meaning(name)).noting(remark);
        if (metric instanceof Metric.Distribution distribution) {
            times(name, head, distribution);
        } else if (metric instanceof Metric.Count count) {
            count(name, head, count.value());
        } else if (metric instanceof Metric.Duration duration) {
            counters.add(head, Cell.duration(duration.millis()).value(name, duration.millis()));
        } else if (metric instanceof Metric.Ratio ratio) {
            counters.add(head, Cell.number(Units.ratio(ratio.value())).value(name, ratio.value()));
        } else if (metric instanceof Metric.Gauge gauge) {
            levels.row(
                    head,
                    Cell.number(Units.level(name, gauge.max())).value(name + ".max", gauge.max()),
                    Cell.number(Units.level(name, gauge.end())).value(name + ".end", gauge.end()));
        } else if (metric instanceof Metric.Absent reason) {
            absent.row(head, Cell.text(reason.reason()));
        }
    }

    private void times(String name, Cell head, Metric.Distribution found) {
        times.row(
                head,
                Cell.count(found.count()).value(name + ".count", found.count()),
                Cell.duration(found.mean()).value(name + ".mean", found.mean()),
                Cell.duration(found.p50()).value(name + ".p50", found.p50()),
                Cell.duration(found.p90()).value(name + ".p90", found.p90()),
                Cell.duration(found.p99()).value(name + ".p99", found.p99()),
                Cell.duration(found.p999()).value(name + ".p999", found.p999()),
                Cell.duration(found.max()).value(name + ".max", found.max()),
                Cell.count(found.unfinished()).value(name + ".unfinished", found.unfinished()));
    }

    private void count(String name, Cell head, long value) {
        if (!causes.take(name, value)) {
            counters.add(head, Cell.count(value).value(name, value));
        }
    }
}
