package dev.flatline.server;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.wire.FrameLimits;
import java.util.concurrent.atomic.AtomicLong;

/** What all loops of one server have in common, across its restarts. */
record ServerShared(
        ServerOptions options,
        FrameLimits limits,
        ServerHandler handler,
        ServerEvents events,
        ServerCounters counters,
        AtomicLong lastNumber) {

    static ServerShared of(ServerOptions options, ServerHandler handler, ServerEvents events) {
        FrameLimits limits = new FrameLimits(options.maxMessageBytes(), options.maxMessageBytes());
        return new ServerShared(options, limits, handler, events, new ServerCounters(), new AtomicLong());
    }
}
