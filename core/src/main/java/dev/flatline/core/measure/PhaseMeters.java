package dev.flatline.core.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the heartbeats of clients march in step before each fault and after it: looked at when a fault begins, and at the end of
 * the run. Of the whole fleet the longest interval of its groups is the window. Not thread-safe.
 */
final class PhaseMeters {

    private static final int ALL = -1;

    private final Scopes scopes;
    private final @Nullable PhaseMeter all;
    private final List<PhaseMeter> groups = new ArrayList<>();
    private final Map<Integer, Map<Integer, Double>> atBegin = new LinkedHashMap<>();

    PhaseMeters(RulesInForce rules, Scopes scopes) {
        this.scopes = scopes;
        List<Long> intervals =
                rules.byGroup().stream().map(rule -> rule.pings().everyNanos()).toList();
        long longest = intervals.stream().mapToLong(Long::longValue).max().orElse(0);
        all = longest == 0 ? null : new PhaseMeter(longest);
        if (scopes.hasGroups()) {
            intervals.forEach(every -> groups.add(new PhaseMeter(every)));
        }
    }

    /** A client sent a ping, so long after the start of the run. */
    void sent(int client, long sinceStartNanos) {
        if (all != null) {
            all.sent(sinceStartNanos);
        }
        if (!groups.isEmpty()) {
            groups.get(scopes.indexOf(client)).sent(sinceStartNanos);
        }
    }

    /** A fault begins. */
    void faultBegan(int fault, long sinceStartNanos) {
        Map<Integer, Double> now = new LinkedHashMap<>();
        now.put(ALL, of(ALL, sinceStartNanos));
        for (int group = 0; group < groups.size(); group++) {
            now.put(group, of(group, sinceStartNanos));
        }
        atBegin.put(fault, now);
    }

    /** What the whole fleet did before the first fault, and does now, if there was one. */
    void tell(Map<String, Metric> table, long sinceStartNanos) {
        tellGroup(ALL, table, sinceStartNanos);
    }

    /** The same for a group. */
    void tellGroup(int group, Map<String, Metric> table, long sinceStartNanos) {
        double now = of(group, sinceStartNanos);
        double first = atBegin.values().stream()
                .findFirst()
                .map(values -> values.getOrDefault(group, Double.NaN))
                .orElse(now);
        put(table, first, atBegin.isEmpty() ? Double.NaN : now);
    }

    /** What the whole fleet did before a fault, and before the next one or now. */
    void tellFault(int fault, Map<String, Metric> table, long sinceStartNanos) {
        List<Integer> order = new ArrayList<>(atBegin.keySet());
        int next = order.indexOf(fault) + 1;
        put(table, before(fault), next < order.size() ? before(order.get(next)) : of(ALL, sinceStartNanos));
    }

    private double before(int fault) {
        return atBegin.getOrDefault(fault, Map.of()).getOrDefault(ALL, Double.NaN);
    }

    private double of(int group, long sinceStartNanos) {
        PhaseMeter meter = group == ALL ? all : groups.get(group);
        return meter == null ? Double.NaN : meter.peakToMean(sinceStartNanos);
    }

    private static void put(Map<String, Metric> table, double before, double after) {
        table.put("heartbeat.phase_lock.before", new Metric.Ratio(before));
        table.put("heartbeat.phase_lock.after", new Metric.Ratio(after));
    }
}
