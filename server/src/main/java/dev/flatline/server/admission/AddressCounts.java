package dev.flatline.server.admission;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many sockets each client address has; an address without one takes no room. An IPv6 address counts as its network
 * of 64 bits, because that is what one subscriber is given: any of its 2^64 addresses would be a way around the limit.
 * Any thread may count.
 */
public final class AddressCounts {

    private final ConcurrentMap<Long, Integer> sockets = new ConcurrentHashMap<>();

    /** What an address is counted as. */
    public static long keyOf(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
    }

    /** Counts one more socket; returns how many there are now. */
    public int enter(long key) {
        return sockets.merge(key, 1, Integer::sum);
    }

    /** Counts one less. */
    public void leave(long key) {
        sockets.compute(key, (ignored, count) -> {
            if (count == null) {
                throw new IllegalStateException("a socket left an address that has none");
            }
            return count == 1 ? null : count - 1;
        });
    }

    /** Addresses that have a socket. */
    public int addresses() {
        return sockets.size();
    }
}
