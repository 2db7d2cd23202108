package dev.flatline.endtoend;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the ledger is told: the words in their order, and whom a fault hit. */
final class ToldFaults implements FaultEvents {

    final List<String> words = new CopyOnWriteArrayList<>();
    private final Set<Integer> hit = new TreeSet<>();
    private int hits;

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        words.add("began");
    }

    @Override
    public synchronized void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        hit.add(client);
        hits++;
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {}

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        words.add("ended");
    }

    /** The clients that were hit. */
    synchronized Set<Integer> clients() {
        return new TreeSet<>(hit);
    }

    /** How often a connection was hit. */
    synchronized int hits() {
        return hits;
    }
}
