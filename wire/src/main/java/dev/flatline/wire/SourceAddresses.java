package dev.flatline.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    static final int CLIENTS_PER_ADDRESS = 8_000;

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
