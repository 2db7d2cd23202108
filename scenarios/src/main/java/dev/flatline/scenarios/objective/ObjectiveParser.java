package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.MetricCatalog;
import dev.flatline.core.measure.MetricCatalog.Entry;
import dev.flatline.core.measure.MetricCatalog.Kind;
import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads objectives, and says what is accepted instead of what it found. */
final class ObjectiveParser {

    private static final int MAX_LENGTH = 200;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern SHAPE = Pattern.compile("\\s*([\\w.-]+)\\s*(<=|>=|==|!=|<|>)\\s*(\\S+)\\s*");

    private ObjectiveParser() {}

    static Objective parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (text.length() > MAX_LENGTH || !shape.matches()) {
            throw Quantity.bad(text, "metric[.stat] op value[unit], such as 'detect.client.max < 5s'");
        }
        String subject = shape.group(1);
        Entry metric = metric(subject);
        Stat stat = stat(metric, subject);
        Comparison comparison = Arrays.stream(Comparison.values())
                .filter(each -> each.symbol().equals(shape.group(2)))
                .findFirst()
                .orElseThrow();
        Objective unbound = new Objective(text.strip(), metric, stat, comparison, 0);
        double bound = bound(unbound, shape.group(3));
        return new Objective(unbound.text(), metric, stat, comparison, bound);
    }

    /** The metric that {@code subject} is or begins with. */
    private static Entry metric(String subject) {
        int dot = subject.lastIndexOf('.');
        Optional<Entry> whole = MetricCatalog.find(subject);
        Optional<Entry> beforeDot = dot < 0 ? Optional.empty() : MetricCatalog.find(subject.substring(0, dot));
        return whole.or(() -> beforeDot).orElseThrow(() -> unknown(subject));
    }

    private static IllegalArgumentException unknown(String subject) {
        List<String> names =
                MetricCatalog.entries().stream().map(Entry::name).sorted().toList();
        int dot = subject.lastIndexOf('.');
        String beforeDot = dot < 0 ? subject : subject.substring(0, dot);
        boolean hasStat = Stat.named(subject.substring(dot + 1)) != Stat.VALUE;
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
        if (!stats.contains(label)) {
            throw new IllegalArgumentException(
                    "found the stat '" + label + "' of " + name + "; accepted: " + String.join(", ", stats));
        }
        return Stat.named(label);
    }

    private static double bound(Objective objective, String text) {
        if (objective.isDuration()) {
            return Quantity.durationNanos(text) / NANOS_PER_MILLI;
        }
        if (objective.metric().kind() == Kind.RATIO) {
            return Quantity.number(text);
        }
        boolean rate = objective.metric().perSecond() && text.endsWith("/s");
        return Quantity.count(rate ? text.substring(0, text.length() - 2) : text);
    }
}
