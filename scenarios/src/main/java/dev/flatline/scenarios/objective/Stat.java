package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.MetricCatalog.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which number of a metric an objective looks at.
 *
 * @param label as it is written; empty for the number itself, of a metric that is one number
 * @param share of a percentile, between 0 and 1; NaN for all others
 */
public record Stat(String label, double share) {

    static final Stat VALUE = new Stat("", Double.NaN);

    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}|9\\d{2,4}|\\d{1,2}\\.\\d{1,3})");
    private static final List<String> OF_DISTRIBUTION = List.of("mean", "p50", "p90", "p99", "p999", "max", "count");
    private static final List<String> OF_GAUGE = List.of("max", "end");

    /** The labels of the stats that a kind of metric has, for people; none if it is one number. */
    static List<String> labels(Kind kind) {
        return switch (kind) {
            case DISTRIBUTION -> OF_DISTRIBUTION;
            case GAUGE -> OF_GAUGE;
            case COUNT, DURATION, RATIO -> List.of();
        };
    }

    /** The stat of this label, if a metric of that kind has it: of distributions, any percentile as well. */
    static Optional<Stat> of(Kind kind, String label) {
        if (kind == Kind.DISTRIBUTION && PERCENTILE.matcher(label).matches()) {
            return Optional.of(new Stat(label, share(label.substring(1))))
                    .filter(stat -> stat.share > 0 && stat.share < 1);
        }
        return labels(kind).contains(label) ? Optional.of(new Stat(label, Double.NaN)) : Optional.empty();
    }

    /** Whether it looks like one of some metric. */
    static boolean isLabel(String label) {
        return of(Kind.DISTRIBUTION, label).or(() -> of(Kind.GAUGE, label)).isPresent();
    }

    /** Of 99.9 % both {@code 99.9} and {@code 999}. */
    private static double share(String digits) {
        boolean packed = digits.length() > 2 && !digits.contains(".");
        return Double.parseDouble(packed ? "0." + digits : digits) / (packed ? 1 : 100);
    }

    /** Whether it is a percentile, which only the recorder has. */
    boolean isPercentile() {
        return !Double.isNaN(share);
    }

    /** Whether it is a number of durations and not one of them. */
    boolean isCount() {
        return label.equals("count");
    }

    /** This number of a metric, unless it is a percentile; NaN when it has none. Durations are in milliseconds. */
    double of(Metric metric) {
        if (metric instanceof Metric.Distribution distribution) {
            return switch (label) {
                case "mean" -> distribution.mean();
                case "max" -> distribution.max();
                case "count" -> distribution.count();
                default -> Double.NaN;
            };
        }
        if (metric instanceof Metric.Gauge gauge) {
            return label.equals("end") ? gauge.end() : gauge.max();
        }
        if (metric instanceof Metric.Count count) {
            return count.value();
        }
        if (metric instanceof Metric.Duration duration) {
            return duration.millis();
        }
        return metric instanceof Metric.Ratio ratio ? ratio.value() : Double.NaN;
    }
}
