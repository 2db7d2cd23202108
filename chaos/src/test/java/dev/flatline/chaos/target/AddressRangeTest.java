package dev.flatline.chaos.target;

import static dev.flatline.chaos.target.Requests.meets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "10.0.0.7/32, 10.0.0.7, true",
        "10.0.0.7/32, 10.0.0.6, false",
        "10.0.0.6/31, 10.0.0.7, true",
        "10.0.0.6/31, 10.0.0.8, false",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "192.168.128.0/17, 192.168.255.1, true",
        "192.168.128.0/17, 192.168.127.255, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "128.0.0.0/1, 255.0.0.1, true",
        "128.0.0.0/1, 127.0.0.1, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 10.0.0.1, false",
        "::1, ::1, true",
        "::1, 127.0.0.1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8:8000::/33, 2001:db8:8000::1, true",
        "2001:db8:8000::/33, 2001:db8:7fff::1, false",
        "fe80::/10, febf::1, true",
        "fe80::/10, fec0::1, false",
        "2001:DB8::A/128, 2001:db8::a, true",
        "::ffff:10.0.0.7, 10.0.0.7, true",
        "::ffff:10.0.0.0/104, 10.200.0.1, true",
        "::ffff:10.0.0.0/104, 11.0.0.1, false",
        "::ffff:0:0/96, 203.0.113.9, true",
        "!10.0.0.0/8, 11.0.0.1, true",
        "!10.0.0.0/8, 10.0.0.1, false",
    })
    void anAddressIsMetIfItsFirstBitsAreTheBlocks(String value, String address, boolean met) {
        assertEquals(met, meets("address", value, Requests.from(address)));
    }

    @Test
    void anAddressThatCameMappedIntoIpv6IsIpv4() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        bytes[12] = 10;
        bytes[15] = 7;
        InetAddress mapped = Inet6Address.getByAddress(null, bytes, -1);
        ConnectionFacts connection = Requests.from(mapped);

        assertEquals(16, mapped.getAddress().length);
        assertTrue(meets("address", "10.0.0.0/8", connection));
        assertFalse(meets("address", "::/0", connection));
    }

    @Test
    void aConnectionWithoutAnAddressIsInNoBlock() {
        assertFalse(meets("address", "0.0.0.0/0", Requests.silent(1)));
        assertFalse(meets(
                "address", "0.0.0.0/0", new ConnectionFacts(1, InetSocketAddress.createUnresolved("localhost", 1), 0)));
    }

    @SeedSweep
    void agreesWithArithmeticOnTheWholeAddress(long seed) throws UnknownHostException {
        RandomGenerator random = new Seeds(seed).generator("cidr", 0);
        for (int i = 0; i < 200; i++) {
            int size = random.nextBoolean() ? 4 : 16;
            int prefix = random.nextInt(size * 8 + 1);
            byte[] network = bytes(random, size);
            byte[] address = network.clone();
            // Beside the prefix's end is where a mistake shows.
            int bit = Math.min(size * 8 - 1, Math.max(0, prefix - 2 + random.nextInt(4)));
            address[bit / 8] ^= (byte) (0x80 >> bit % 8);
            boolean same = shifted(network, prefix).equals(shifted(address, prefix));
            String block = InetAddress.getByAddress(network).getHostAddress() + "/" + prefix;

            boolean met = meets("address", block, Requests.from(InetAddress.getByAddress(address)));

            assertEquals(same, met, block + " " + Arrays.toString(address));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "localhost", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8",
                "10.0.0.0/+8", "::/129", "2001:db8", ":::1", "fe80::1%eth0", "[::1]", "::ffff:10.0.0.0/129", "1e1"
            })
    void whatIsNoBlockIsRefused(String value) {
        String message =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> Conditions.of("address", value))
                        .getMessage());

        assertTrue(message.startsWith("address: '" + value + "', accepted is an IPv4 or IPv6 address"), message);
    }

    private static byte[] bytes(RandomGenerator random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static BigInteger shifted(byte[] address, int prefix) {
        return new BigInteger(1, address).shiftRight(address.length * 8 - prefix);
    }
}
