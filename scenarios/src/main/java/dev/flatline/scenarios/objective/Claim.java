package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.MetricCatalog;
import dev.flatline.core.measure.MetricCatalog.Entry;
import dev.flatline.core.measure.MetricCatalog.Kind;
import dev.flatline.core.measure.Part;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.report.words.Units;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One comparison: {@code metric[.stat][{scope}] op value[unit]}, such as {@code detect.client.max < 5s}. Of several faults of one
 * kind it must hold for each.
 *
 * @param metric what it looks at
 * @param stat which number of it; {@link Stat#VALUE} for a metric that is one number
 * @param scope of which clients
 * @param comparison how
 * @param bound against what: milliseconds for durations, else the plain number
 */
public record Claim(Entry metric, Stat stat, Scope scope, Comparison comparison, double bound) implements Condition {

    private static final String MISSED_DEATHS = "detect.missed";

    private static final List<Outcome> WORST =
            List.of(Outcome.MISSED, Outcome.NO_DATA, Outcome.NOT_OBSERVABLE, Outcome.MET);

    /** Whether only a server of ours can show it. */
    public boolean needsServer() {
        return metric.needsServer();
    }

    /** Whether only the end of the run can decide it, because until then it may be anything. */
    public boolean waitsForTheEnd() {
        return stat.label().equals("end");
    }

    /** The metrics that are measured of single faults, or groups. */
    public static List<String> measuredOf(Scope.Kind kind) {
        return switch (kind) {
            case ALL -> MetricCatalog.entries().stream().map(Entry::name).toList();
            case FAULT -> MetricCatalog.ofFaults();
            case GROUP -> MetricCatalog.ofGroups();
        };
    }

    /** Whether its metric is measured of single faults, or groups. */
    public boolean isMeasuredOf(Scope.Kind kind) {
        return measuredOf(kind).contains(metric.name());
    }

    @Override
    public Stream<Claim> claims() {
        return Stream.of(this);
    }

    @Override
    public Judged judge(Measured measured) {
        List<Part> parts = scope.parts(measured.faults());
        if (parts.isEmpty()) {
            return new Judged("no data", Outcome.NO_DATA, "no fault '" + scope.name() + "' has begun");
        }
        return Joined.of(parts.stream().map(part -> judge(measured, part)).toList(), ", then ", WORST);
    }

    private Judged judge(Measured measured, Part part) {
        Optional<Metric> found = measured.metric(metric.name(), part);
        if (found.isEmpty() && needsServer() && measured.metrics().get("server.open") instanceof Metric.Absent absent) {
            found = Optional.of(absent);
        }
        if (found.isPresent() && found.get() instanceof Metric.Absent absent) {
            return new Judged("not observable", Outcome.NOT_OBSERVABLE, absent.reason());
        }
        if (found.isEmpty() && !metric.sparse()) {
            return new Judged("not measured", Outcome.NO_DATA, "this run did not measure " + metric.name());
        }
        double actual = found.isEmpty() ? 0 : actual(measured, part, found.get());
        if (Double.isNaN(actual)) {
            return new Judged("no data", Outcome.NO_DATA, "nothing happened that " + metric.name() + " measures");
        }
        if (comparison.holds(actual, bound)) {
            return new Judged(shown(actual), Outcome.MET, "");
        }
        return measured.goesOn() && isOpen(actual)
                ? new Judged(
                        "not yet", Outcome.NO_DATA, "the run goes on, and so does what " + metric.name() + " measures")
                : new Judged(shown(actual), Outcome.MISSED, "");
    }

    /** Whether only the end of the run makes it a number: of what has not ended, or deaths that nobody has noticed. */
    private boolean isOpen(double actual) {
        return Double.isInfinite(actual) || metric.name().equals(MISSED_DEATHS);
    }

    private double actual(Measured measured, Part part, Metric found) {
        return stat.isPercentile() ? measured.percentiles().millis(metric.name(), part, stat.share()) : stat.of(found);
    }

    /** Whether its bound is a duration, in milliseconds. */
    boolean isDuration() {
        return switch (metric.kind()) {
            case DURATION -> true;
            case DISTRIBUTION -> !stat.isCount();
            case COUNT, RATIO, GAUGE -> false;
        };
    }

    private String shown(double actual) {
        if (isDuration()) {
            return Units.duration(actual);
        }
        String number = metric.kind() == Kind.RATIO ? Units.ratio(actual) : Units.level(metric.name(), (long) actual);
        return metric.perSecond() ? number + "/s" : number;
    }
}
