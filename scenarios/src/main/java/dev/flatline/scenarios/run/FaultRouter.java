package dev.flatline.scenarios.run;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ScheduledFault;

/** Sends each fault to whoever can do it: the server's own to its keeper, the network's to the proxy. */
record FaultRouter(FaultPort network, FaultPort server) implements FaultPort {

    @Override
    public void begin(ScheduledFault fault) {
        portOf(fault).begin(fault);
    }

    @Override
    public void end(ScheduledFault fault) {
        portOf(fault).end(fault);
    }

    private FaultPort portOf(ScheduledFault fault) {
        return fault.fault() instanceof Fault.ServerRestart ? server : network;
    }
}
