package dev.flatline.core.measure;

import dev.flatline.core.connection.ConnectionEvents;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.fault.FaultEvents;

/** Everything that happens in a run: what the clients, the server and the faults tell. */
public interface RunEvents extends ConnectionEvents, ServerEvents, FaultEvents {}
