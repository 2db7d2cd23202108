package dev.flatline.scenarios.run;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;

/** The voice of one proxy of several: that a fault begins and ends is told by the first of them alone. */
record HitsOnly(FaultEvents events) implements FaultEvents {

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {}

    @Override
    public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        events.faultHit(fault, client, connection, nowNanos);
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {
        events.faultEscaped(fault, client, nowNanos);
    }

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {}
}
