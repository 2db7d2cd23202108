package dev.flatline.core.measure;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Clients that are back before the ledger says that their fault is over: the events of clients, server and faults come
 * from several threads, so a client may open, and be answered, an instant before the end of a fault is told. Whoever is
 * here and was not lost again by then did return. Not thread-safe.
 */
final class EarlyReturns {

    private final BitSet opened = new BitSet();
    private final Map<Integer, Long> answered = new HashMap<>();

    /** The client opened while a fault disables it. */
    void opened(int client) {
        opened.set(client);
    }

    /** A connection gave its first answer while a fault disables its client; one from before the fault does not count. */
    void answered(int client, long nowNanos) {
        if (opened.get(client)) {
            answered.put(client, nowNanos);
        }
    }

    /** The connection did not last. */
    void forget(int client) {
        opened.clear(client);
        answered.remove(client);
    }

    boolean hasOpened(int client) {
        return opened.get(client);
    }

    /** When the early connection was answered, or null. */
    @Nullable Long answeredNanos(int client) {
        return answered.get(client);
    }
}
