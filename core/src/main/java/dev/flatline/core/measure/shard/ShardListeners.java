package dev.flatline.core.measure.shard;

import dev.flatline.core.connection.ConnectionEvents;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.fault.FaultEvents;

/**
 * Who is told what comes out of a stream.
 *
 * @param clients of what the clients did
 * @param server of what the server saw
 * @param faults of what the faults did
 * @param generator of how late the event loops were
 */
public record ShardListeners(ConnectionEvents clients, ServerEvents server, FaultEvents faults, Ticks generator) {

    /** Takes the ticks of the generator's clock. */
    @FunctionalInterface
    public interface Ticks {
        /** A tick that was due at {@code intendedNanos} happened at {@code nowNanos}. */
        void generatorTick(long intendedNanos, long nowNanos);
    }
}
