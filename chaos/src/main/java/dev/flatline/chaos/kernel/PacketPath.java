package dev.flatline.chaos.kernel;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * One way that the packets of one TCP connection go: the four-tuple in their headers.
 *
 * @param from whose address and port they come from; resolved
 * @param to whose address and port they go to; of the same family
 */
public record PacketPath(InetSocketAddress from, InetSocketAddress to) {

    /** Checks that they are addresses of one family. */
    public PacketPath {
        if (from.isUnresolved() || to.isUnresolved() || isSix(from) != isSix(to)) {
            throw new IllegalArgumentException(
                    "path: found " + from + " to " + to + "; accepted: two addresses of one family");
        }
    }

    /** Whether it is IPv6. */
    boolean isSix() {
        return isSix(from);
    }

    private static boolean isSix(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address;
    }

    /** As an element of a set of nft. */
    String element() {
        return end(from) + " . " + end(to);
    }

    /** The name of an interface behind an address is no part of a packet. */
    private static String end(InetSocketAddress end) {
        String host = end.getAddress().getHostAddress();
        int scope = host.indexOf('%');
        return (scope < 0 ? host : host.substring(0, scope)) + " . " + end.getPort();
    }
}
