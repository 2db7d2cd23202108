package dev.flatline.core.measure;

import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.ExpiryWindow;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether deaths are noticed as soon as a rule promises: {@link ExpiryWindow#sinceDeath} at the latest, and
 * {@link #SLACK_NANOS} for timers that tick, wires, and threads that tell. Not thread-safe.
 */
final class BoundMeter {

    /** What is granted beyond the rule. */
    static final long SLACK_NANOS = 10_000_000;

    private final String metric;
    private final String scope;
    private final HeartbeatRule rule;
    private final long boundNanos;
    private long measured;
    private long exceeded;
    private long mostNanos;

    private BoundMeter(String metric, String scope, HeartbeatRule rule, long boundNanos) {
        this.metric = metric;
        this.scope = scope;
        this.rule = rule;
        this.boundNanos = boundNanos;
    }

    /** A meter of a rule's bound; empty if it has none. */
    static Optional<BoundMeter> of(String metric, String scope, HeartbeatRule rule) {
        long latest = ExpiryWindow.sinceDeath(rule).latestNanos();
        return latest >= HeartbeatRule.NEVER - SLACK_NANOS
                ? Optional.empty()
                : Optional.of(new BoundMeter(metric, scope, rule, latest + SLACK_NANOS));
    }

    void noticed(long nanos) {
        measured++;
        exceeded += nanos > boundNanos ? 1 : 0;
        mostNanos = Math.max(mostNanos, nanos);
    }

    long exceeded() {
        return exceeded;
    }

    BoundCheck check() {
        double most = measured == 0 ? Double.NaN : mostNanos / 1e6;
        return new BoundCheck(metric, scope, formula(), boundNanos / 1e6, measured, exceeded, most);
    }

    private String formula() {
        List<String> parts = new ArrayList<>();
        if (rule.sendsPings()) {
            parts.add("a ping every " + Durations.text(rule.pings().everyNanos()));
        }
        String of = rule.expiry().from() == Expiry.From.PING ? " without an answer" : " of silence";
        parts.add(Durations.text(rule.expiry().timeoutNanos()) + of);
        if (rule.scan().lookNanos() > 1) {
            parts.add("a look every " + Durations.text(rule.scan().lookNanos()));
        }
        parts.add(Durations.text(SLACK_NANOS) + " for timers and wires");
        return String.join(", ", parts);
    }
}
