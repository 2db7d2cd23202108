package dev.flatline.core.fault;

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
}
