package dev.flatline.scenarios.run;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.FaultPort;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.time.Timers;
import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.server.CannotListenException;
import dev.flatline.server.FlatlineServer;

/** Restarts the embedded server: it goes away with all its connections, and comes back on its port. */
final class ServerKeeper implements FaultPort {

    private final FlatlineServer server;
    private final Timers timers;
    private final FaultEvents events;

    ServerKeeper(FlatlineServer server, Timers timers, FaultEvents events) {
        this.server = server;
        this.timers = timers;
        this.events = events;
    }

    @Override
    public void begin(ScheduledFault fault) {
        events.faultBegan(fault, timers.nanoTime());
        server.forEachOpen((client, connection) -> events.faultHit(fault, client, connection, timers.nanoTime()));
        server.crash();
    }

    @Override
    public void end(ScheduledFault fault) {
        try {
            server.start();
        } catch (CannotListenException e) {
            throw new FlatlineException(
                    ExitStatus.MACHINE, "the embedded server could not come back: " + e.getMessage(), e);
        }
        events.faultEnded(fault, timers.nanoTime());
    }
}
