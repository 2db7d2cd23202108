package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.latency;
import static dev.flatline.chaos.Faults.onAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fault in this program is neither hidden nor printed; and where the second hop comes from. */
@Tag("real-socket")
final class FaultProxyFailureTest {

    private static final long LIMIT_SECONDS = 20;

    private final IllegalStateException planted = new IllegalStateException("planted");
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    @Test
    void whatTheLedgerThrowsOnANewConnectionIsToldAndTheClientIsReset() throws Exception {
        try (Loops loops = Loops.open("failing-proxy", 1, TransportKind.AUTO, failures::add);
                FaultProxy proxy = proxy(loops, 1, 10, new Planted())) {
            proxy.begin(onAll(0, latency(1, 0)));

            try (RawPeer client = connect(proxy)) {
                client.send(Faults.head(1));

                assertSame(planted, failures.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
                assertEquals(-1, readOrReset(client));
                Await.until("nothing open", () -> proxy.openConnections() == 0);
            }
        }
    }

    @Test
    void whatTheLedgerThrowsOnAStandingConnectionIsTold() throws Exception {
        try (ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Loops loops = Loops.open("failing-proxy", 1, TransportKind.AUTO, failures::add);
                FaultProxy proxy = proxy(loops, upstream.getLocalPort(), 10, new Planted());
                RawPeer client = connect(proxy)) {
            client.send(Faults.head(1));
            upstream.accept().close();

            proxy.begin(onAll(0, latency(1, 0)));

            assertSame(planted, failures.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void manyClientsReachTheUpstreamFromSeveralAddresses() throws IOException {
        try (ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Loops loops = Loops.open("wide-proxy", 1, TransportKind.AUTO, failures::add);
                FaultProxy proxy = proxy(loops, upstream.getLocalPort(), 20_000, new RecordingFaultEvents());
                RawPeer client = connect(proxy)) {
            client.send(Faults.head(1));
            try (Socket dialled = upstream.accept()) {
                assertEquals("127.0.0.2", dialled.getInetAddress().getHostAddress());
            }
            assertEquals(0, proxy.resourceFailures());
        }
    }

    private static FaultProxy proxy(Loops loops, int upstreamPort, int clients, FaultEvents events) throws IOException {
        FaultProxy proxy =
                new FaultProxy(ProxyOptions.inFrontOf("127.0.0.1", upstreamPort, clients), new Seeds(1), loops, events);
        proxy.start();
        return proxy;
    }

    private static RawPeer connect(FaultProxy proxy) throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), ProxyRig.READ_LIMIT_MILLIS);
        return new RawPeer(socket);
    }

    private static int readOrReset(RawPeer peer) {
        try {
            return peer.socket.getInputStream().read();
        } catch (IOException reset) {
            return -1;
        }
    }

    private final class Planted implements FaultEvents {
        @Override
        public void faultBegan(ScheduledFault fault, long nowNanos) {}

        @Override
        public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
            throw planted;
        }

        @Override
        public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {}

        @Override
        public void faultEnded(ScheduledFault fault, long nowNanos) {}
    }
}
