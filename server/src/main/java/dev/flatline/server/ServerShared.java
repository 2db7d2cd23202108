package dev.flatline.server;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.wire.FrameLimits;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** What all loops of one server have in common, across its restarts. */
record ServerShared(
        ServerOptions options,
        FrameLimits limits,
        ServerHandler handler,
        ServerEvents events,
        Consumer<Throwable> onFailure,
        ServerCounters counters,
        AtomicLong lastNumber) {

    static ServerShared of(
            ServerOptions options, ServerHandler handler, ServerEvents events, Consumer<Throwable> onFailure) {
        FrameLimits limits = new FrameLimits(options.maxMessageBytes(), options.maxMessageBytes());
        return new ServerShared(options, limits, handler, events, onFailure, new ServerCounters(), new AtomicLong());
    }

    /** Something threw on a connection: the program is told; if that throws too, whoever runs the event loops is. */
    void threw(Connection connection, Throwable failure) {
        attempt(() -> handler.onError(connection, failure));
    }

    /** Runs what must not keep the rest from running; what it throws is told to whoever runs the event loops. */
    void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            onFailure.accept(failure);
        }
    }
}
