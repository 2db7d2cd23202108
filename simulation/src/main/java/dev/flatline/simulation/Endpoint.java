package dev.flatline.simulation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the sockets of clients connect to: in a run, the network with the faults on it. */
interface Endpoint {

    /**
     * A client's connection request has arrived.
     *
     * @param toClient where the client hears what comes back, until it is gone
     * @return the connection, with the upgrade request of the client on it; null if nobody listens here
     */
    @Nullable SimulatedConnection connect(int client, Consumer<Frame> toClient);
}
