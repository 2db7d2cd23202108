package dev.flatline.server;

import dev.flatline.core.connection.ServerEvents;
import dev.flatline.server.admission.Admission;
import dev.flatline.server.session.Sessions;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What all loops of one server have in common, across its restarts and its reloads. */
record ServerShared(
        ServerHandler handler,
        ServerEvents events,
        Consumer<Throwable> onFailure,
        Admission admission,
        ServerCounters counters,
        Identities identities,
        Sessions sessions,
        AtomicLong lastNumber,
        LongSupplier unixSeconds) {

    static ServerShared of(
            ServerHandler handler, ServerEvents events, Consumer<Throwable> onFailure, LongSupplier unixSeconds) {
        Admission admission = new Admission();
        ServerCounters counters = new ServerCounters(admission);
        return new ServerShared(
                handler,
                events,
                onFailure,
                admission,
                counters,
                new Identities(),
                new Sessions(counters.sessions()),
                new AtomicLong(),
                unixSeconds);
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
