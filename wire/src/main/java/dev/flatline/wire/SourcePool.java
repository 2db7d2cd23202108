package dev.flatline.wire;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The local addresses that may be connected from.
 *
 * @param ranges in the order in which they are used; empty leaves the choice to {@link SourceAddresses}
 */
public record SourcePool(List<Range> ranges) {

    private static final int IPV4_OCTETS = 4;
    private static final int IPV4_BITS = 32;
    private static final byte LOOPBACK = 127;
    private static final int LOOPBACK_BITS = 8;

    /** No addresses are given: loopback is spread over, anything else left to the kernel. */
    public static final SourcePool AUTO = new SourcePool(List.of());

    /** Copies the list. */
    public SourcePool {
        ranges = List.copyOf(ranges);
    }

    /**
     * Addresses in a row.
     *
     * @param first the first one
     * @param size how many, from 1
     */
    public record Range(InetAddress first, int size) {

        /** Checks the size. */
        public Range {
            if (size < 1) {
                throw new IllegalArgumentException("a range of addresses needs at least one, found " + size);
            }
        }

        /**
         * Reads an address, or a part of 127.0.0.0/8 in the notation with a slash; its first and last address are left out,
         * unless it has two or one.
         *
         * @throws IllegalArgumentException if it is neither: says what is accepted
         */
        public static Range parse(String text) {
            int slash = text.indexOf('/');
            byte[] octets = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
            if (octets == null || text.indexOf('%') >= 0) {
                throw refused(text);
            }
            if (slash < 0) {
                return new Range(address(octets), 1);
            }
            String length = text.substring(slash + 1);
            int bits = length.matches("[0-9]{1,2}") ? Integer.parseInt(length) : -1;
            if (octets.length != IPV4_OCTETS || octets[0] != LOOPBACK || bits < LOOPBACK_BITS || bits > IPV4_BITS) {
                throw refused(text);
            }
            int size = 1 << (IPV4_BITS - bits);
            int first = ByteBuffer.wrap(octets).getInt() & -size;
            boolean whole = size <= 2;
            byte[] begin = ByteBuffer.allocate(IPV4_OCTETS)
                    .putInt(whole ? first : first + 1)
                    .array();
            return new Range(address(begin), whole ? size : size - 2);
        }

        private static IllegalArgumentException refused(String text) {
            return new IllegalArgumentException("found '" + text
                    + "'; accepted: auto, addresses of this machine, or a part of 127.0.0.0/8 such as 127.0.0.0/24");
        }

        private InetAddress at(int index) {
            byte[] octets = first.getAddress();
            byte[] sum =
                    new BigInteger(1, octets).add(BigInteger.valueOf(index)).toByteArray();
            byte[] address = new byte[octets.length];
            int length = Math.min(sum.length, address.length);
            System.arraycopy(sum, sum.length - length, address, address.length - length, length);
            return address(address);
        }

        private static InetAddress address(byte[] octets) {
            try {
                return InetAddress.getByAddress(octets);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("as many octets as an address are one", e);
            }
        }
    }

    /** How many addresses there are. */
    public long size() {
        return ranges.stream().mapToLong(Range::size).sum();
    }

    /** The address at a place, from 0. */
    public InetAddress at(int place) {
        int left = place;
        for (Range range : ranges) {
            if (left < range.size()) {
                return range.at(left);
            }
            left -= range.size();
        }
        throw new IllegalArgumentException("address " + place + " of " + size());
    }
}
