package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.Loops;
import dev.flatline.wire.SourcePool;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.tls.TlsMaterial;
import io.netty.handler.ssl.JdkSslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose sessions the clients of a fleet resume, as a server of the JDK sees it. */
@Tag("real-socket")
final class ResumptionTest {

    private static final int CLIENTS = 8;
    private static final long MILLI = 1_000_000;
    private static final long LIMIT_SECONDS = 20;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void noClientResumesTheSessionOfAnotherAndEachItsOwn(String protocol) throws Exception {
        assertEquals(List.of(0L, (long) CLIENTS), resumed(protocol, Resumption.OWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void everyConnectionCostsAFullHandshakeWhereNothingIsResumed(String protocol) throws Exception {
        assertEquals(List.of(0L, 0L), resumed(protocol, Resumption.NONE));
    }

    /** How many of the first connections were resumed, and how many of the second ones. */
    private static List<Long> resumed(String protocol, Resumption resumption) throws Exception {
        Semaphore opened = new Semaphore(0);
        SilentEvents events = new SilentEvents() {
            @Override
            public void opened(int client, ConnectTimes times) {
                opened.release();
            }
        };
        try (ScriptedPeer peer = new ScriptedPeer(listener(protocol));
                Loops loops = Loops.open("resuming", 2, TransportKind.AUTO);
                Fleet fleet = fleet(peer, resumption, loops, events)) {
            fleet.start(loops.timers(0).nanoTime());
            await(opened);
            List<PeerConnection> first = List.copyOf(peer.connections());
            for (PeerConnection connection : first) {
                connection.close(1001);
            }
            await(opened);
            List<PeerConnection> all = List.copyOf(peer.connections());

            assertEquals(CLIENTS, first.size());
            return List.of(count(first), count(all.subList(CLIENTS, 2 * CLIENTS)));
        }
    }

    private static void await(Semaphore opened) throws InterruptedException {
        assertEquals(true, opened.tryAcquire(CLIENTS, LIMIT_SECONDS, TimeUnit.SECONDS), "all clients are connected");
    }

    private static long count(List<PeerConnection> connections) {
        return connections.stream().filter(PeerConnection::isResumed).count();
    }

    private static SSLServerSocket listener(String protocol) throws IOException {
        JdkSslContext context = (JdkSslContext) TlsMaterial.server("test", Optional.empty());
        SSLServerSocket listener = (SSLServerSocket)
                context.context().getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        listener.setEnabledProtocols(new String[] {protocol});
        return listener;
    }

    /** So slowly that each has its session before the next one comes. */
    private static Fleet fleet(ScriptedPeer peer, Resumption resumption, Loops loops, SilentEvents events)
            throws IOException {
        ClientPlan client = ClientPlan.plain(
                HeartbeatRule.NONE,
                ExponentialBackoff.fixed(50 * MILLI, Jitter.NONE, 1),
                LIMIT_SECONDS * 1_000 * MILLI);
        LoadPlan plan = LoadPlan.of(CLIENTS, new ConstantRate(10), client);
        Target target = Target.parse("wss://localhost:" + peer.port() + "/");
        Destinations destinations =
                new Destinations(List.of(Destination.to(target)), TrustOptions.ANY.with(resumption), SourcePool.AUTO);
        return new Fleet(plan, FleetShare.WHOLE, new Seeds(42), loops, destinations, events);
    }
}
