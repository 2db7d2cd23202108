package dev.flatline.core.measure;

import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.fault.Selection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How fast the clients that a fault hit come back, counted from its end: a histogram per fault with one value per client,
 * in which a client that never came back is infinite. One whose connection outlived the fault counts when that
 * connection answers. Not thread-safe.
 */
final class RecoveryMeter {

    private static final int CURVE_POINTS = 200;

    private final int clients;
    private final FaultState faults;
    private final Scopes scopes;
    private final Map<Integer, Awaited> awaited = new HashMap<>();

    RecoveryMeter(int clients, FaultState faults, Scopes scopes) {
        this.clients = clients;
        this.faults = faults;
        this.scopes = scopes;
    }

    void hit(ScheduledFault fault, int client) {
        awaited.computeIfAbsent(fault.index(), index -> new Awaited(scopes))
                .clients
                .set(client);
    }

    /**
     * The client is open again, or a connection that may have outlived the faults answered. While a fault still makes the
     * client's connections useless, neither means anything; nor does it for a fault that has not ended.
     */
    void back(int client, long nowNanos) {
        if (faults.disabled(client)) {
            return;
        }
        for (FaultState.Hit hit : faults.all()) {
            Awaited waiting = awaited.get(hit.fault.index());
            if (hit.ended && waiting != null && waiting.clients.get(client)) {
                waiting.clients.clear(client);
                waiting.times.record(hit.endNanos, nowNanos);
                if (scopes.hasGroups()) {
                    waiting.byGroup.get(scopes.indexOf(client)).record(hit.endNanos, nowNanos);
                }
                scopes.forgive(client, hit.fault.index());
            }
        }
    }

    /** The client is away by its own choice: no fault waits for it any more. */
    void left(int client) {
        awaited.values().forEach(waiting -> waiting.clients.clear(client));
    }

    /** How fast the clients of a group came back from each fault that hit some of them. */
    List<DurationHistogram> ofGroup(int group) {
        List<DurationHistogram> all = new ArrayList<>();
        for (Awaited waiting : awaited.values()) {
            DurationHistogram times = waiting.byGroup.get(group);
            long missing =
                    waiting.clients.get(scopes.first(group), scopes.end(group)).cardinality();
            times.unfinished(missing);
            if (times.count() + missing > 0) {
                all.add(times);
            }
        }
        return all;
    }

    /**
     * What each fault did.
     *
     * @param metrics those of the clients that a fault hit
     */
    List<FaultOutcome> outcomes(long originNanos, Function<FaultState.Hit, Map<String, Metric>> metrics) {
        List<FaultOutcome> outcomes = new ArrayList<>();
        for (FaultState.Hit hit : faults.all()) {
            Awaited waiting = awaited.getOrDefault(hit.fault.index(), new Awaited(scopes));
            DurationHistogram times = waiting.times;
            times.unfinished(waiting.clients.cardinality());
            outcomes.add(new FaultOutcome(
                    hit.fault.index(),
                    hit.fault.fault().label(),
                    hit.fault.share(),
                    (hit.beganNanos - originNanos) / 1e9,
                    hit.ended ? (hit.endNanos - originNanos) / 1e9 : Double.NaN,
                    Selection.count(hit.fault, clients),
                    hit.clients.cardinality(),
                    hit.died,
                    hit.survived,
                    times.percentileMillis(0.5),
                    times.percentileMillis(0.9),
                    times.percentileMillis(0.99),
                    times.percentileMillis(1),
                    metrics.apply(hit),
                    times.curve(CURVE_POINTS),
                    FaultOutcome.Nature.of(hit.fault)));
        }
        return outcomes;
    }

    private static final class Awaited {
        private final BitSet clients = new BitSet();
        private final DurationHistogram times = new DurationHistogram();
        private final List<DurationHistogram> byGroup = new ArrayList<>();

        Awaited(Scopes scopes) {
            if (scopes.hasGroups()) {
                scopes.names().forEach(name -> byGroup.add(new DurationHistogram()));
            }
        }
    }
}
