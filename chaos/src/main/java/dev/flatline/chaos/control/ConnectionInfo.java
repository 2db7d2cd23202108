package dev.flatline.chaos.control;

import dev.flatline.core.connection.ClientIdentity;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that stands.
 *
 * @param number unique in its proxy, in the order of acceptance, from 1
 * @param address the client's; null if it is not known
 * @param client the client of the fleet, or {@link ClientIdentity#UNKNOWN}
 * @param identity who the client is by its own word; null if it does not say
 * @param path the request target without its query; null if no request was read
 * @param openNanos how long it has stood
 * @param upstreamBytes bytes passed on to the server
 * @param downstreamBytes bytes passed on to the client
 * @param toxics the names of the toxics that are on it, in order
 */
public record ConnectionInfo(
        long number,
        @Nullable InetSocketAddress address,
        int client,
        @Nullable String identity,
        @Nullable String path,
        long openNanos,
        long upstreamBytes,
        long downstreamBytes,
        List<String> toxics) {

    /** Copies the list. */
    public ConnectionInfo {
        toxics = List.copyOf(toxics);
    }
}
