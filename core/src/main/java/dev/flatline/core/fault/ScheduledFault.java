package dev.flatline.core.fault;

import java.util.List;

/**
 * One entry of the timeline.
 *
 * @param index its place in the timeline, from 0; part of what its selection is drawn from
 * @param fault what goes wrong
 * @param atNanos when it begins, in nanoseconds from the start of the run
 * @param forNanos how long it lasts
 * @param share which share of the clients it hits, more than 0 and at most 1
 */
public record ScheduledFault(int index, Fault fault, long atNanos, long forNanos, double share) {

    /** Checks the ranges. */
    public ScheduledFault {
        if (atNanos < 0) {
            throw new IllegalArgumentException("at must not be negative");
        }
        if (forNanos <= 0) {
            throw new IllegalArgumentException("for must be longer than 0");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("hit must be more than 0% and at most 100%");
        }
    }

    /** When it ends, in nanoseconds from the start of the run. */
    public long endNanos() {
        return atNanos + forNanos;
    }

    /** The servers it is on, in rising order; none if it is on no servers, or if nobody has said yet which. */
    public List<Integer> servers() {
        return fault instanceof Fault.OnReplicas on
                ? on.replicas().numbers().stream().sorted().toList()
                : List.of();
    }

    /** Its kind, and the servers it is on: {@code pause replica 2}. */
    public String name() {
        List<Integer> servers = servers();
        return servers.isEmpty() ? fault.label() : fault.label() + " " + ReplicaChoice.words(servers, share == 1);
    }

    /** The same entry with something else that goes wrong. */
    ScheduledFault doing(Fault other) {
        return new ScheduledFault(index, other, atNanos, forNanos, share);
    }
}
