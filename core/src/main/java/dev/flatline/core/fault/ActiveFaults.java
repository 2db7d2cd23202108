package dev.flatline.core.fault;

import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The network faults in force, and what they mean for a given client. Proxy and simulator ask here, so that both hit the
 * same clients. Not thread-safe.
 */
public final class ActiveFaults {

    private final Seeds seeds;
    private final int clients;
    private final Map<ScheduledFault, Selection> active = new HashMap<>();
    private final List<ScheduledFault> order = new ArrayList<>();

    /** No fault is in force; selections are drawn among {@code clients} clients. */
    public ActiveFaults(Seeds seeds, int clients) {
        this.seeds = seeds;
        this.clients = clients;
    }

    /** A fault is in force from now on. */
    public void begin(ScheduledFault fault) {
        active.put(fault, new Selection(seeds, fault, clients));
        order.add(fault);
    }

    /** A fault is over. */
    public void end(ScheduledFault fault) {
        active.remove(fault);
        order.remove(fault);
    }

    /** The faults in force that hit a client, or the connection of a client that nobody knows ({@code client < 0}). */
    public List<ScheduledFault> on(int client, long connection) {
        if (order.isEmpty()) {
            return List.of();
        }
        List<ScheduledFault> hit = new ArrayList<>(order.size());
        for (ScheduledFault fault : order) {
            Selection selection = active.get(fault);
            if (selection != null && (client >= 0 ? selection.hits(client) : selection.hitsStranger(connection))) {
                hit.add(fault);
            }
        }
        return hit;
    }

    /** What those faults do to bytes under way on a line that suffers {@code line} without them. */
    public static Impairment impairment(Impairment line, List<ScheduledFault> faults) {
        return faults.isEmpty()
                ? line
                : Impairment.of(line, faults.stream().map(ScheduledFault::fault).toList());
    }

    /** Whether those faults turn a new connection away: a reset, a refusal, or a server that is not there. */
    public static boolean turnsAway(List<ScheduledFault> faults) {
        return faults.stream()
                .map(ScheduledFault::fault)
                .anyMatch(fault -> fault instanceof Fault.Reset
                        || fault instanceof Fault.Refuse
                        || fault instanceof Fault.ServerRestart);
    }
}
