package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SourceAddressesTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void upToEightThousandClientsNeedNoAddressOfTheirOwn() {
        assertNull(SourceAddresses.of(8_000, LOOPBACK).of(7_999));
    }

    @Test
    void noAddressHasMoreThanEightThousandClients() {
        SourceAddresses sources = SourceAddresses.of(2_100_001, LOOPBACK);
        Map<InetSocketAddress, Integer> clients = new HashMap<>();

        for (int client = 0; client < 2_100_001; client++) {
            InetSocketAddress source = sources.of(client);
            assertTrue(source != null && source.getAddress().isLoopbackAddress() && source.getPort() == 0);
            clients.merge(source, 1, Integer::sum);
        }

        assertEquals(263, clients.size());
        assertTrue(clients.values().stream().allMatch(count -> count <= 8_000));
    }

    @Test
    void anotherMachineIsReachedFromWhateverAddressTheKernelChooses() throws UnknownHostException {
        InetAddress far = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});

        assertNull(SourceAddresses.of(20_000, far).of(0));
    }

    @Test
    void asManyGivenAddressesAreUsedAsTheClientsNeed() throws UnknownHostException {
        SourcePool pool = new SourcePool(List.of(range(127, 0, 0, 255, 3), range(127, 9, 9, 9, 1)));

        SourceAddresses sources = SourceAddresses.among(pool, 25_000, LOOPBACK);

        assertEquals(
                List.of(address(127, 0, 0, 255), address(127, 0, 1, 0), address(127, 0, 1, 1), address(127, 9, 9, 9)),
                sources.addresses());
        assertEquals(
                List.of(address(127, 0, 0, 255)),
                SourceAddresses.among(pool, 1, LOOPBACK).addresses());
    }

    @Test
    void tooFewGivenAddressesAreRefusedWithTheNumberThatIsNeeded() throws UnknownHostException {
        SourcePool pool = new SourcePool(List.of(range(127, 0, 0, 2, 1)));

        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> SourceAddresses.among(pool, 16_001, LOOPBACK));

        assertEquals(
                "found 1 address for 16001 clients; accepted: at least 3, one for every 8000 clients of a target",
                refused.getMessage());
    }

    @Test
    void anAddressThatCannotReachTheDestinationIsRefused() throws UnknownHostException {
        SourcePool pool = new SourcePool(List.of(range(127, 0, 0, 2, 1)));
        InetAddress far = address(10, 0, 0, 1);

        assertThrows(IllegalArgumentException.class, () -> SourceAddresses.among(pool, 1, far));
    }

    private static SourcePool.Range range(int a, int b, int c, int d, int size) throws UnknownHostException {
        return new SourcePool.Range(address(a, b, c, d), size);
    }

    private static InetAddress address(int a, int b, int c, int d) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    }
}
