package dev.flatline.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The latest connection of each identity, on whatever loop it is. Any thread may ask. */
final class Identities {

    private final ConcurrentMap<String, ServerConnection> latest = new ConcurrentHashMap<>();

    /** The connection has the identity from now on; returns the one that had it before, if any. */
    @Nullable ServerConnection claim(String identity, ServerConnection connection) {
        return latest.put(identity, connection);
    }

    /** The connection is over; does nothing if a newer one has its identity. */
    void release(String identity, ServerConnection connection) {
        latest.remove(identity, connection);
    }

    /** The connection that has the identity now. */
    @Nullable ServerConnection of(String identity) {
        return latest.get(identity);
    }
}
