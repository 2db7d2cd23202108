package dev.flatline.scenarios.replica;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes down, in order, what is told of faults and done to servers. */
final class Told implements FaultEvents {

    private final List<String> lines = new ArrayList<>();
    private final Set<Long> hitNanos = new HashSet<>();

    synchronized void add(String line) {
        lines.add(line);
    }

    /** The lines so far; the next call begins after them. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** The instants that hits were told with. */
    synchronized Set<Long> hitNanos() {
        return Set.copyOf(hitNanos);
    }

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        add("began " + fault.index());
    }

    @Override
    public synchronized void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        hitNanos.add(nowNanos);
        add("hit client " + client + " connection " + connection);
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {
        add("escaped client " + client);
    }

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        add("ended " + fault.index());
    }
}
