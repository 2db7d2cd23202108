package dev.flatline.scenarios.run;

import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ScheduledFault;

/** Faults that are done in another process, which tells of them too. */
enum Elsewhere implements FaultPort {
    PORT;

    @Override
    public void begin(ScheduledFault fault) {}

    @Override
    public void end(ScheduledFault fault) {}
}
