package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.MetricCatalog.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which number of a metric an objective looks at. */
public enum Stat {
    /** The number itself, of a metric that is one number. */
    VALUE,
    /** The mean of a distribution. */
    MEAN,
    /** The median of a distribution. */
    P50,
    /** The 90th percentile of a distribution. */
    P90,
    /** The 99th percentile of a distribution. */
    P99,
    /** The 99.9th percentile of a distribution. */
    P999,
    /** The largest value of a distribution or a gauge. */
    MAX,
    /** How many values a distribution has. */
    COUNT,
    /** The value of a gauge at the end of the run. */
    END;

    private static final List<Stat> OF_DISTRIBUTION = List.of(MEAN, P50, P90, P99, P999, MAX, COUNT);
    private static final List<Stat> OF_GAUGE = List.of(MAX, END);

    /** As it is written. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stats that a kind of metric has; none if it is one number. */
    static List<Stat> of(Kind kind) {
        return switch (kind) {
            case DISTRIBUTION -> OF_DISTRIBUTION;
            case GAUGE -> OF_GAUGE;
            case COUNT, DURATION, RATIO -> List.of();
        };
    }

    /** The labels of the stats that a kind of metric has. */
    static List<String> labels(Kind kind) {
        return of(kind).stream().map(Stat::label).toList();
    }

    /** The stat of this label, {@link #VALUE} if there is none. */
    static Stat named(String label) {
        return Arrays.stream(values())
                .filter(stat -> stat != VALUE && stat.label().equals(label))
                .findFirst()
                .orElse(VALUE);
    }

    /** This number of a metric; NaN when it has none. Durations are in milliseconds. */
    double of(Metric metric) {
        if (metric instanceof Metric.Distribution distribution) {
            return of(distribution);
        }
        if (metric instanceof Metric.Gauge gauge) {
            return this == END ? gauge.end() : gauge.max();
        }
        if (metric instanceof Metric.Count count) {
            return count.value();
        }
        if (metric instanceof Metric.Duration duration) {
            return duration.millis();
        }
        return metric instanceof Metric.Ratio ratio ? ratio.value() : Double.NaN;
    }

    private double of(Metric.Distribution distribution) {
        return switch (this) {
            case MEAN -> distribution.mean();
            case P50 -> distribution.p50();
            case P90 -> distribution.p90();
            case P99 -> distribution.p99();
            case P999 -> distribution.p999();
            case MAX -> distribution.max();
            case COUNT -> distribution.count();
            case VALUE, END -> Double.NaN;
        };
    }
}
