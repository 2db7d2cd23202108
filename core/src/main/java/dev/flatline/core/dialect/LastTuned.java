package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rule that was tuned last: one server tells all its clients the same, so thousands of them share one rule. Any thread.
 */
final class LastTuned {

    private record Entry(HeartbeatRule rule, Terms terms, HeartbeatRule tuned) {}

    private volatile @Nullable Entry last;

    /** The rule tuned to these terms; the function need not be asked if it was the last time. */
    HeartbeatRule of(HeartbeatRule rule, Terms terms, BiFunction<HeartbeatRule, Terms, HeartbeatRule> tune) {
        Entry known = last;
        if (known == null || !known.terms.equals(terms) || !known.rule.equals(rule)) {
            known = new Entry(rule, terms, tune.apply(rule, terms));
            last = known;
        }
        return known.tuned;
    }
}
