package dev.flatline.chaos;

import java.net.InetSocketAddress;

/**
 * Told which server each connection of a proxy goes to. On the event loops, from several of them at a time if there are
 * several.
 */
public interface RouteEvents {

    /** Nobody wants to know. */
    RouteEvents UNTOLD = new RouteEvents() {
        @Override
        public void routed(long connection, int client, InetSocketAddress server) {}

        @Override
        public void ended(long connection) {}
    };

    /**
     * A server has accepted a connection; told before anything is sent to it.
     *
     * @param connection its number in the proxy
     * @param client whose it is, or -1 if nobody knows
     * @param server the server's address
     */
    void routed(long connection, int client, InetSocketAddress server);

    /** A connection is over. Told of every connection, also of those that never came to a server. */
    void ended(long connection);
}
