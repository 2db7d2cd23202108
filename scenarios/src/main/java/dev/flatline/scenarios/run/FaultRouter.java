package dev.flatline.scenarios.run;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ScheduledFault;

/**
 * Sends each fault to whoever can do it: the embedded server's own to its keeper, what is done to servers that the run started
 * to theirs, the network's to the proxy.
 */
record FaultRouter(FaultPort network, FaultPort server, FaultPort replicas) implements FaultPort {

    @Override
    public void begin(ScheduledFault fault) {
        portOf(fault).begin(fault);
    }

    @Override
    public void end(ScheduledFault fault) {
        portOf(fault).end(fault);
    }

    private FaultPort portOf(ScheduledFault fault) {
        if (fault.fault() instanceof Fault.OnReplicas) {
            return replicas;
        }
        return fault.fault() instanceof Fault.ServerRestart ? server : network;
    }
}
