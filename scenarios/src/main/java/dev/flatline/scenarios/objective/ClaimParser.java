package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.MetricCatalog;
import dev.flatline.core.measure.MetricCatalog.Entry;
import dev.flatline.core.measure.MetricCatalog.Kind;
import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads one comparison, and says what is accepted instead of what it found. */
final class ClaimParser {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final String OF_REPLICA =
            "replica.NUMBER.memory, replica.NUMBER.restarts and replica.NUMBER.oom, each with"
                    + " .max or .end; its processors are drawn in the report and stand in health.csv";

    private ClaimParser() {}

    static Claim claim(String subject, String scope, String symbol, String value) {
        Entry metric = metric(subject);
        Comparison comparison = Arrays.stream(Comparison.values())
                .filter(each -> each.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
        Claim unbound = new Claim(metric, stat(metric, subject), Scope.parse(scope), comparison, 0);
        return new Claim(metric, unbound.stat(), unbound.scope(), comparison, bound(unbound, value));
    }

    /** The metric that {@code subject} is, or is before one of its dots: percentiles may have a dot themselves. */
    private static Entry metric(String subject) {
        for (int end = subject.length(); end > 0; end = subject.lastIndexOf('.', end - 1)) {
            Optional<Entry> found = MetricCatalog.find(subject.substring(0, end));
            boolean rest = end == subject.length() || Stat.isLabel(subject.substring(end + 1));
            if (found.isPresent() && (rest || subject.indexOf('.', end + 1) < 0)) {
                return found.get();
            }
        }
        throw unknown(subject);
    }

    private static IllegalArgumentException unknown(String subject) {
        List<String> names =
                MetricCatalog.entries().stream().map(Entry::name).sorted().toList();
        int dot = subject.lastIndexOf('.');
        String beforeDot = dot < 0 ? subject : subject.substring(0, dot);
        boolean hasStat = Stat.isLabel(subject.substring(dot + 1));
        if (subject.startsWith("replica.")) {
            return new IllegalArgumentException("found '" + subject + "'; accepted of a replica: " + OF_REPLICA);
        }
        Optional<String> near = Nearest.to(hasStat ? beforeDot : subject, names);
        String hint = near.map(name -> "did you mean '" + name + "'?").orElseGet(() -> "accepted: " + names(names));
        return new IllegalArgumentException(
                "found the unknown metric '" + (hasStat ? beforeDot : subject) + "'; " + hint);
    }

    /** Counts by cause are one entry each in the catalogue; a list for people names the family. */
    private static String names(List<String> all) {
        return String.join(
                ", ",
                all.stream()
                        .map(name ->
                                MetricCatalog.find(name).filter(Entry::sparse).isPresent()
                                        ? name.substring(0, name.lastIndexOf('.')) + ".<cause>"
                                        : name)
                        .distinct()
                        .toList());
    }

    private static Stat stat(Entry metric, String subject) {
        List<String> stats = Stat.labels(metric.kind());
        String name = metric.name();
        if (subject.equals(name)) {
            if (stats.isEmpty()) {
                return Stat.VALUE;
            }
            throw new IllegalArgumentException("found '" + name + "' without a stat; accepted: "
                    + String.join(
                            ", ", stats.stream().map(stat -> name + "." + stat).toList()));
        }
        String label = subject.substring(name.length() + 1);
        if (stats.isEmpty()) {
            throw new IllegalArgumentException(
                    "found '" + subject + "'; accepted: '" + name + "' alone, which is one number");
        }
        return Stat.of(metric.kind(), label)
                .orElseThrow(() -> new IllegalArgumentException("found the stat '" + label + "' of " + name
                        + "; accepted: " + String.join(", ", stats)
                        + (metric.kind() == Kind.DISTRIBUTION ? ", or any percentile such as p95 or p99.9" : "")));
    }

    private static double bound(Claim objective, String text) {
        if (objective.isDuration()) {
            return Quantity.durationNanos(text) / NANOS_PER_MILLI;
        }
        if (objective.metric().kind() == Kind.RATIO) {
            return Quantity.number(text);
        }
        if (objective.metric().inBytes() && text.endsWith("B")) {
            return Quantity.bytes(text);
        }
        boolean rate = objective.metric().perSecond() && text.endsWith("/s");
        return Quantity.count(rate ? text.substring(0, text.length() - 2) : text);
    }
}
