package dev.flatline.core.measure.shard;

import dev.flatline.core.connection.ConnectionEvents;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.measure.GeneratorEvents;

/**
 * Who is told what comes out of a stream.
 *
 * @param clients of what the clients did
 * @param server of what the server saw
 * @param faults of what the faults did
 * @param generator of how well the processes could do their parts
 */
public record ShardListeners(
        ConnectionEvents clients, ServerEvents server, FaultEvents faults, GeneratorEvents generator) {}
