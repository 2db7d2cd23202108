package dev.flatline.core.measure;

import dev.flatline.core.fault.ScheduledFault;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the ledger says of each client now: which faults are on it, and when the last one ended. Not thread-safe. */
final class FaultState {

    private final short[] disabling;
    private final short[] any;
    private final long[] lastEndNanos;
    private final long[] lastDisabledNanos;
    private final Map<Integer, Hit> hits = new LinkedHashMap<>();

    FaultState(int clients) {
        disabling = new short[clients];
        any = new short[clients];
        lastEndNanos = new long[clients];
        lastDisabledNanos = new long[clients];
    }

    void began(ScheduledFault fault, long nowNanos) {
        hits.put(fault.index(), new Hit(fault, nowNanos));
    }

    /** Returns whether this is the first time that the fault hits the client. */
    boolean hit(ScheduledFault fault, int client) {
        Hit hit = of(fault);
        boolean again = hit.escaped.get(client);
        if (hit.ended || (hit.clients.get(client) && !again)) {
            return false;
        }
        hit.clients.set(client);
        hit.escaped.clear(client);
        any[client]++;
        if (fault.fault().disables()) {
            disabling[client]++;
        }
        return !again;
    }

    /** The client is where the fault is not; returns whether it was on the client until now. */
    boolean escaped(ScheduledFault fault, int client, long nowNanos) {
        Hit hit = of(fault);
        if (hit.ended || !hit.clients.get(client) || hit.escaped.get(client)) {
            return false;
        }
        hit.escaped.set(client);
        release(fault, client, nowNanos);
        return true;
    }

    private void release(ScheduledFault fault, int client, long nowNanos) {
        any[client]--;
        lastEndNanos[client] = nowNanos;
        if (fault.fault().disables()) {
            disabling[client]--;
            lastDisabledNanos[client] = nowNanos;
        }
    }

    void ended(ScheduledFault fault, long nowNanos) {
        Hit hit = of(fault);
        hit.ended = true;
        hit.endNanos = nowNanos;
        hit.clients.stream()
                .filter(client -> !hit.escaped.get(client))
                .forEach(client -> release(fault, client, nowNanos));
    }

    /** Whether a fault on this client makes its connection of no use now. */
    boolean disabled(int client) {
        return disabling[client] > 0;
    }

    /** Whether any fault is on this client now. */
    boolean any(int client) {
        return any[client] > 0;
    }

    /** Whether any fault was on this client at any time in the last {@code windowNanos}. */
    boolean troubled(int client, long nowNanos, long windowNanos) {
        return any[client] > 0 || within(lastEndNanos[client], nowNanos, windowNanos);
    }

    /** Whether the faults that were on this client in the last {@code windowNanos} all let its bytes flow. */
    boolean flowing(int client, long nowNanos, long windowNanos) {
        return disabling[client] == 0 && !within(lastDisabledNanos[client], nowNanos, windowNanos);
    }

    private static boolean within(long endNanos, long nowNanos, long windowNanos) {
        return endNanos != 0 && nowNanos - endNanos <= windowNanos;
    }

    /** Whether the last fault on this client ended after that instant. */
    boolean endedAfter(int client, long nanos) {
        return lastEndNanos[client] != 0 && nanos - lastEndNanos[client] < 0;
    }

    /** The silent fault that is on this client now, or null. */
    @Nullable Hit silence(int client) {
        if (client < 0 || client >= disabling.length || disabling[client] == 0) {
            return null;
        }
        for (Hit hit : hits.values()) {
            if (!hit.ended && hit.fault.fault().silent() && hit.clients.get(client) && !hit.escaped.get(client)) {
                return hit;
            }
        }
        return null;
    }

    Hit of(ScheduledFault fault) {
        return of(fault.index());
    }

    Hit of(int index) {
        Hit hit = hits.get(index);
        if (hit == null) {
            throw new IllegalStateException("fault " + index + " was never told to begin");
        }
        return hit;
    }

    /** Names of the faults that have begun and not ended. */
    List<String> inForce() {
        return hits.values().stream()
                .filter(hit -> !hit.ended)
                .map(hit -> hit.fault.name())
                .toList();
    }

    Iterable<Hit> all() {
        return hits.values();
    }

    /** One fault and the clients it hit. */
    static final class Hit {
        final ScheduledFault fault;
        final long beganNanos;
        final BitSet clients = new BitSet();
        final BitSet escaped = new BitSet();
        boolean ended;
        long endNanos;
        int died;
        int survived;

        Hit(ScheduledFault fault, long beganNanos) {
            this.fault = fault;
            this.beganNanos = beganNanos;
        }
    }
}
