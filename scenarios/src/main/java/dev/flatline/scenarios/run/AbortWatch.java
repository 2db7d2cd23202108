package dev.flatline.scenarios.run;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Second;
import dev.flatline.core.text.Durations;
import dev.flatline.report.words.Units;
import dev.flatline.scenarios.AbortRule;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks at the attempts of the last seconds for an {@link AbortRule}: of those that ended in the whole seconds of its time, at
 * least its share failed. What a fault of the timeline does is meant: while one is in force nothing is counted, and the time
 * begins anew at its end.
 */
final class AbortWatch {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int CAUSES_TOLD = 3;
    private static final String FAILED = "connect.failed.";

    private final AbortRule rule;
    private final int width;
    private final Deque<Second> window = new ArrayDeque<>();
    private boolean faultyBefore;

    AbortWatch(AbortRule rule) {
        this.rule = rule;
        this.width = (int) ((rule.forNanos() + SECOND_NANOS - 1) / SECOND_NANOS);
    }

    /** A second of the run is over; {@code faulty} says whether a fault is in force at its end. */
    void see(Second second, boolean faulty) {
        boolean untouched = !faulty && !faultyBefore;
        faultyBefore = faulty;
        if (!untouched) {
            window.clear();
            return;
        }
        window.add(second);
        if (window.size() > width) {
            window.remove();
        }
    }

    /** Whether the target is broken by the rule. */
    boolean isBroken() {
        long ended = failed() + opened();
        return window.size() == width && ended >= rule.attempts() && failed() >= rule.share() * ended;
    }

    /** What to tell, with the main causes of the whole run. */
    String reason(Map<String, Metric> metrics) {
        return String.format(
                Locale.ROOT,
                "aborted: %s of %s attempts failed in the last %s, mostly %s (abort-on: failed %.0f%% for %s)",
                Units.count(failed()),
                Units.count(failed() + opened()),
                Durations.text(width * SECOND_NANOS),
                causes(metrics),
                rule.share() * 100,
                Durations.text(rule.forNanos()));
    }

    private long failed() {
        return window.stream().mapToLong(Second::failed).sum();
    }

    private long opened() {
        return window.stream().mapToLong(Second::opened).sum();
    }

    /** The most frequent ones; a cause with codes gives way to its codes. */
    private static String causes(Map<String, Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(FAILED)
                        && metrics.keySet().stream().noneMatch(name -> name.startsWith(entry.getKey() + ".")))
                .sorted(Comparator.comparingLong((Map.Entry<String, Metric> entry) -> -count(entry.getValue())))
                .limit(CAUSES_TOLD)
                .map(entry ->
                        entry.getKey().substring(FAILED.length()) + " (" + Units.count(count(entry.getValue())) + ")")
                .collect(Collectors.joining(", "));
    }

    private static long count(Metric metric) {
        return metric instanceof Metric.Count count ? count.value() : 0;
    }
}
