package dev.flatline.chaos;

import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.time.Timers;
import java.util.List;

/** What a {@link Relay} asks of its surroundings. Confined to the event loop. */
interface RelayHost {

    Timers timers();

    ProxyLimits limits();

    /** An empty flow with random draws of its own. */
    Flow flow(Direction direction, Relay relay, long connection);

    /** The faults in force that hit this connection. */
    List<ScheduledFault> faultsOn(int client, long connection);

    /** Tells the ledger that a fault hits a connection, before it is felt. */
    void hit(ScheduledFault fault, int client, long connection);

    /** Starts to connect to the upstream. */
    Leg dial(Relay relay);

    /** The relay has closed both its sockets and holds nothing. */
    void closed(Relay relay);
}
