package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.MetricCatalog.Entry;
import dev.flatline.core.measure.MetricCatalog.Kind;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.report.words.Units;
import java.util.Map;

/**
 * One objective of a scenario: {@code metric[.stat] op value[unit]}, such as {@code detect.client.max < 5s}.
 *
 * @param text as the scenario has it
 * @param metric what it looks at
 * @param stat which number of it; {@link Stat#VALUE} for a metric that is one number
 * @param comparison how
 * @param bound against what: milliseconds for durations, else the plain number
 */
public record Objective(String text, Entry metric, Stat stat, Comparison comparison, double bound) {

    /**
     * Reads an objective.
     *
     * @throws IllegalArgumentException {@code found …; accepted …} if it is none
     */
    public static Objective parse(String text) {
        return ObjectiveParser.parse(text);
    }

    /** Whether only a server of ours can show it. */
    public boolean needsServer() {
        return metric.needsServer();
    }

    /** Whether it holds for what a run measured. */
    public ObjectiveOutcome evaluate(Map<String, Metric> metrics) {
        Metric found = metrics.get(metric.name());
        if (found == null && needsServer() && metrics.get("server.open") instanceof Metric.Absent absent) {
            found = absent;
        }
        if (found instanceof Metric.Absent absent) {
            return outcome("not observable", Outcome.NOT_OBSERVABLE, absent.reason());
        }
        if (found == null && !metric.sparse()) {
            return outcome("not measured", Outcome.NO_DATA, "this run did not measure " + metric.name());
        }
        double actual = found == null ? 0 : stat.of(found);
        if (Double.isNaN(actual)) {
            return outcome("no data", Outcome.NO_DATA, "nothing happened that " + metric.name() + " measures");
        }
        boolean holds = comparison.holds(actual, bound);
        return outcome(shown(actual), holds ? Outcome.MET : Outcome.MISSED, "");
    }

    /** Whether its bound is a duration, in milliseconds. */
    boolean isDuration() {
        return switch (metric.kind()) {
            case DURATION -> true;
            case DISTRIBUTION -> stat != Stat.COUNT;
            case COUNT, RATIO, GAUGE -> false;
        };
    }

    private String shown(double actual) {
        if (isDuration()) {
            return Units.duration(actual);
        }
        String number = metric.kind() == Kind.RATIO ? Units.ratio(actual) : Units.count((long) actual);
        return metric.perSecond() ? number + "/s" : number;
    }

    private ObjectiveOutcome outcome(String actual, Outcome outcome, String reason) {
        return new ObjectiveOutcome(text, actual, outcome, reason);
    }
}
