package dev.flatline.simulation;

import dev.flatline.core.connection.TransportContract;
import dev.flatline.core.connection.TransportWorld;

/** The contract that the transport on real sockets passes, in virtual time. */
final class SimulatedTransportTest extends TransportContract {

    @Override
    protected TransportWorld open() {
        return new SimulatedWorld();
    }
}
