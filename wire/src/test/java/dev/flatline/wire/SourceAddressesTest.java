package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
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
}
