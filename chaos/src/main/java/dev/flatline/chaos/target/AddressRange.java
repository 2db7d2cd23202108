package dev.flatline.chaos.target;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * An address or a block of them in CIDR notation (RFC 4632, RFC 4291). An IPv4 address mapped into IPv6 is that IPv4
 * address, on both sides. Bits behind the prefix do not count.
 */
final class AddressRange implements Predicate<ConnectionFacts> {

    private static final String ACCEPTED =
            "an IPv4 or IPv6 address or a block of them, such as 10.0.0.7, 10.0.0.0/8 or 2001:db8::/32";
    private static final int MAPPED_BITS = 96;
    private static final int MAPPED_BYTES = MAPPED_BITS / 8;

    private final byte[] network;
    private final int prefixBits;

    private AddressRange(byte[] network, int prefixBits) {
        this.network = network;
        this.prefixBits = prefixBits;
    }

    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        int most = address.length * 8;
        int prefix = slash < 0 ? most : prefix(text.substring(slash + 1), most);
        if (isMapped(address) && prefix >= MAPPED_BITS) {
            return new AddressRange(unmapped(address), prefix - MAPPED_BITS);
        }
        return new AddressRange(address, prefix);
    }

    @Override
    public boolean test(ConnectionFacts connection) {
        InetSocketAddress socket = connection.address();
        InetAddress address = socket == null ? null : socket.getAddress();
        return address != null && includes(unmapped(address.getAddress()));
    }

    private boolean includes(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = prefixBits / 8;
        if (!Arrays.equals(address, 0, whole, network, 0, whole)) {
            return false;
        }
        int rest = prefixBits % 8;
        return rest == 0 || (address[whole] ^ network[whole]) >> (8 - rest) == 0;
    }

    private static byte[] bytes(String text) {
        boolean plain = text.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, 16) >= 0);
        byte[] address = plain ? NetUtil.createByteArrayFromIpAddressString(text) : null;
        if (address == null) {
            throw new IllegalArgumentException(ACCEPTED);
        }
        return address;
    }

    private static int prefix(String text, int most) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(ACCEPTED + ", here with a prefix of 0 to " + most);
        }
        return Integer.parseInt(text);
    }

    private static byte[] unmapped(byte[] address) {
        return isMapped(address) ? Arrays.copyOfRange(address, MAPPED_BYTES, address.length) : address;
    }

    /** Whether it is of ::ffff:0:0/96 (RFC 4291, section 2.5.5.2). */
    private static boolean isMapped(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
