package dev.flatline.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which local address each client connects from. Beyond about 14,000 connections from one address to one destination the
 * kernel's search for a free port becomes slow, so more than {@value #CLIENTS_PER_ADDRESS} clients of a loopback
 * destination are spread over 127.0.0.1, 127.0.0.2 and so on, by client index.
 */
public final class SourceAddresses {

    /** The most clients that connect from one address to one destination. */
    public static final int CLIENTS_PER_ADDRESS = 8_000;

    private static final int LAST_OCTET = 250;

    private final List<InetSocketAddress> addresses;

    private SourceAddresses(List<InetSocketAddress> addresses) {
        this.addresses = addresses;
    }

    /** The addresses for a number of clients. */
    public static SourceAddresses of(int clients, InetAddress destination) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        if (clients > CLIENTS_PER_ADDRESS && destination.isLoopbackAddress() && destination.getAddress().length == 4) {
            for (int index = 0; index * (long) CLIENTS_PER_ADDRESS < clients; index++) {
                addresses.add(new InetSocketAddress(loopback(index), 0));
            }
        }
        return new SourceAddresses(addresses);
    }

    /**
     * As many of the given addresses as a number of clients needs; where none are given, as {@link #of(int, InetAddress)}.
     *
     * @throws UnusableSourceException if there are too few, or one of them cannot reach the destination: says how many are
     *     needed
     */
    public static SourceAddresses among(SourcePool pool, int clients, InetAddress destination) {
        if (pool.size() == 0) {
            return of(clients, destination);
        }
        int needed = Math.max(1, (clients + CLIENTS_PER_ADDRESS - 1) / CLIENTS_PER_ADDRESS);
        if (pool.size() < needed) {
            throw new UnusableSourceException(
                    "found " + pool.size() + (pool.size() == 1 ? " address" : " addresses")
                            + " for " + clients + " clients; accepted: at least " + needed + ", one for every "
                            + CLIENTS_PER_ADDRESS + " clients of a target",
                    null);
        }
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (int index = 0; index < needed; index++) {
            addresses.add(new InetSocketAddress(reaching(pool.at(index), destination), 0));
        }
        return new SourceAddresses(addresses);
    }

    /** One socket is bound to it, to see whether it is an address of this machine. */
    private static InetAddress reaching(InetAddress source, InetAddress destination) {
        boolean sameFamily = source.getAddress().length == destination.getAddress().length;
        if (!sameFamily || source.isLoopbackAddress() != destination.isLoopbackAddress()) {
            throw new UnusableSourceException(
                    "found " + source.getHostAddress() + ", which cannot reach " + destination.getHostAddress()
                            + "; accepted: addresses of the same kind, loopback for loopback",
                    null);
        }
        try {
            new ServerSocket(0, 1, source).close();
            return source;
        } catch (IOException notHere) {
            throw new UnusableSourceException(
                    "found " + source.getHostAddress() + ", which cannot be bound (" + notHere.getMessage()
                            + "); accepted: addresses of this machine",
                    notHere);
        }
    }

    /** The addresses themselves, without those that are left to the kernel. */
    public List<InetAddress> addresses() {
        return addresses.stream().map(InetSocketAddress::getAddress).toList();
    }

    /** The address for a client, with port 0; null leaves it to the kernel. */
    public @Nullable InetSocketAddress of(int client) {
        return addresses.isEmpty() ? null : addresses.get(client % addresses.size());
    }

    private static InetAddress loopback(int index) {
        byte[] octets = {127, 0, (byte) (index / LAST_OCTET), (byte) (index % LAST_OCTET + 1)};
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
