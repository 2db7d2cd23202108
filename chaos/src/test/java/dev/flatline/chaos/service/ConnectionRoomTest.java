package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.ProxyLimits;
import dev.flatline.chaos.RawPeer;
import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.service.ServiceRig.Pair;
import dev.flatline.core.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More clients than the proxies of a process have room for. */
@Tag("real-socket")
final class ConnectionRoomTest {

    @Test
    void whoComesWhenTheRoomIsTakenIsResetAndCountedUntilSomebodyLeaves() throws IOException {
        ServiceOptions options = ServiceOptions.defaults().inProcess().with(ProxyLimits.DEFAULT.withMaxConnections(2));
        try (ServiceRig rig = new ServiceRig(options)) {
            rig.service.hub().create(new ProxySpec("other", "127.0.0.1:0", "127.0.0.1:" + rig.upstreamPort(), true));
            Pair first = rig.open();
            first.barrier();
            rig.open().barrier();

            assertTurnedAway(port(rig, "other"));
            assertEquals(
                    1,
                    Objects.requireNonNull(rig.service.histories().get("other")).refusedConnections());
            assertEquals(
                    0,
                    Objects.requireNonNull(rig.service.histories().get("other")).acceptedConnections());

            first.client().close();
            first.server().close();
            Await.until(
                    "room",
                    () -> Objects.requireNonNull(rig.service.histories().get(ServiceRig.PROXY))
                                    .openConnections()
                            == 1);
            rig.open().barrier();
        }
    }

    @Test
    void thereIsRoomForAsManyAsTheProcessHasDescriptors() {
        int most = ProxyLimits.DEFAULT.maxConnections();

        assertTrue(most > 100, () -> "room for " + most);
        assertThrows(IllegalArgumentException.class, () -> ProxyLimits.DEFAULT.withMaxConnections(0));
    }

    private static int port(ServiceRig rig, String proxy) {
        return Objects.requireNonNull(rig.service.hub().running(proxy))
                .address()
                .getPort();
    }

    /** A reset may come before the client knows that it is connected. */
    private static void assertTurnedAway(int port) {
        assertThrows(IOException.class, () -> {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ServiceRig.LIMIT_MILLIS);
            try (RawPeer client = new RawPeer(socket)) {
                socket.setSoTimeout(ServiceRig.LIMIT_MILLIS);
                client.send("hello");
                if (socket.getInputStream().read() < 0) {
                    throw new IllegalStateException("closed in order");
                }
            }
        });
    }
}
