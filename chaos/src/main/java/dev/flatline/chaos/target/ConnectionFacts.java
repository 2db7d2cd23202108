package dev.flatline.chaos.target;

import dev.flatline.core.connection.ClientIdentity;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy knows of a connection, and whose it is. The address is known from the first moment, the request when it has
 * been read; a connection that begins otherwise has none. Confined to the event loop.
 */
public final class ConnectionFacts {

    private final long number;
    private final @Nullable InetSocketAddress address;
    private final long acceptedNanos;
    private int client = ClientIdentity.UNKNOWN;
    private @Nullable RequestFacts request;
    private @Nullable String identity;

    /**
     * A connection that has said nothing yet.
     *
     * @param number unique in its proxy, in the order of acceptance, from 1
     * @param address the client's, as the proxy sees it; null if it is gone already
     * @param acceptedNanos when it was accepted, on the clock of its event loop
     */
    public ConnectionFacts(long number, @Nullable InetSocketAddress address, long acceptedNanos) {
        this.number = number;
        this.address = address;
        this.acceptedNanos = acceptedNanos;
    }

    /** The same of a client that is known before it has said anything. */
    public ConnectionFacts(long number, @Nullable InetSocketAddress address, long acceptedNanos, int client) {
        this(number, address, acceptedNanos);
        this.client = client;
    }

    /** Unique in its proxy, in the order of acceptance, from 1. */
    public long number() {
        return number;
    }

    /** The client's address; null if nobody knows it. */
    public @Nullable InetSocketAddress address() {
        return address;
    }

    /** When it was accepted, on the clock of its event loop. */
    public long acceptedNanos() {
        return acceptedNanos;
    }

    /** The client of the fleet, or {@link ClientIdentity#UNKNOWN}. */
    public int client() {
        return client;
    }

    /** The upgrade request; null while it has not been read, or if there is none. */
    public @Nullable RequestFacts request() {
        return request;
    }

    /** Who the client is by its own word, where the request has a place for that; null if it does not say. */
    public @Nullable String identity() {
        return identity;
    }

    /** The upgrade request has been read, and its client is asked for there. */
    public void asked(RequestFacts head, IdentitySource source) {
        request = head;
        identity = source.identity(head);
        String value = head.header(ClientIdentity.HEADER);
        if (client == ClientIdentity.UNKNOWN && value != null) {
            client = ClientIdentity.parse(value);
        }
    }
}
