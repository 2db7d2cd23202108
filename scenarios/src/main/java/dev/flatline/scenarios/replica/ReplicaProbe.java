package dev.flatline.scenarios.replica;

import dev.flatline.chaos.replica.Replica;
import dev.flatline.chaos.replica.ReplicaException;
import dev.flatline.chaos.replica.ReplicaUse;
import dev.flatline.scenarios.run.HealthProbe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the servers of a run use: processors, memory, how often they were started again or killed for want of memory. */
public final class ReplicaProbe implements HealthProbe {

    private final List<Replica> replicas;
    private final Map<Integer, Double> cpuNanos = new HashMap<>();

    /** Creates one that has not looked. */
    public ReplicaProbe(List<Replica> replicas) {
        this.replicas = List.copyOf(replicas);
    }

    /** {@inheritDoc} A server that cannot be seen now, because its engine does not answer, is left out this time. */
    @Override
    public void look(Sheet sheet, long sinceLastNanos) {
        for (Replica replica : replicas) {
            try {
                look(sheet, replica.number(), replica.use(), sinceLastNanos);
            } catch (ReplicaException unseen) {
                cpuNanos.remove(replica.number());
            }
        }
    }

    private void look(Sheet sheet, int number, ReplicaUse use, long sinceLastNanos) {
        String name = "replica." + number + ".";
        Double before = cpuNanos.put(number, use.cpuNanos());
        boolean seen = before != null && sinceLastNanos > 0 && use.cpuNanos() >= before;
        // Not a number where nothing was seen: the columns of a table are those of its first row.
        sheet.gauge(name + "cpu", seen ? (use.cpuNanos() - before) / sinceLastNanos : Double.NaN);
        sheet.gauge(name + "memory", use.memoryBytes());
        sheet.gauge(name + "restarts", use.restarts());
        sheet.gauge(name + "oom", use.oomKills());
    }
}
