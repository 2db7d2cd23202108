package dev.flatline.core.fault;

import dev.flatline.core.seed.Seeds;
import java.util.List;

/**
 * The timeline of faults: what the proxy, the server's keeper and the simulator carry out.
 *
 * @param faults in the order of the scenario file
 */
public record FaultPlan(List<ScheduledFault> faults) {

    /** No faults. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    /** Copies the list. */
    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** The same plan, in which every fault on servers says exactly which: of so many, drawn from the seed where a share was asked for. */
    public FaultPlan onServers(int replicas, Seeds seeds) {
        return new FaultPlan(faults.stream()
                .map(each -> each.fault() instanceof Fault.OnReplicas on
                        ? each.doing(new Fault.OnReplicas(
                                on.action(), ReplicaChoice.of(on.replicas().among(replicas, each.index(), seeds))))
                        : each)
                .toList());
    }
}
