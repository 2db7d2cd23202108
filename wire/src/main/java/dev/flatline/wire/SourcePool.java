package dev.flatline.wire;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The local addresses that may be connected from.
 *
 * @param ranges in the order in which they are used; empty leaves the choice to {@link SourceAddresses}
 */
public record SourcePool(List<Range> ranges) {

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

        private InetAddress at(int index) {
            byte[] octets = first.getAddress();
            byte[] sum =
                    new BigInteger(1, octets).add(BigInteger.valueOf(index)).toByteArray();
            byte[] address = new byte[octets.length];
            int length = Math.min(sum.length, address.length);
            System.arraycopy(sum, sum.length - length, address, address.length - length, length);
            try {
                return InetAddress.getByAddress(address);
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
