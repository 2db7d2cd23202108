package dev.flatline.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.server.EchoHandler;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hundred clients connect, ping, echo, lose their server and come back, over loopback sockets. */
@Tag("real-socket")
final class FleetAgainstServerTest {

    private static final int CLIENTS = 200;
    private static final long MILLI = 1_000_000;

    private static final ClientPlan CLIENT = ClientPlan.plain(
                    HeartbeatRule.pinging(Activity.ANY_BYTES, 100 * MILLI, 10_000 * MILLI, 0),
                    ExponentialBackoff.fixed(200 * MILLI, Jitter.FULL, ExponentialBackoff.UNLIMITED),
                    10_000 * MILLI)
            .withMessages(new MessagePlan(250 * MILLI, 64));

    private final Loops serverLoops = Loops.open("server", 1, TransportKind.AUTO);
    private final Loops fleetLoops = Loops.open("fleet", 2, TransportKind.AUTO);
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final ServerDiary diary = new ServerDiary();
    private final Whoabouts clients = new Whoabouts();
    private final FlatlineServer server = new FlatlineServer(
            ServerOptions.defaults(), new EchoHandler((connection, error) -> errors.add(error)), diary, serverLoops);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        fleetLoops.close();
        serverLoops.close();
        assertEquals(List.of(), errors);
    }

    @Test
    void everyClientConnectsPingsAndEchoesAndLeavesPolitely() throws Exception {
        try (Fleet fleet = fleet()) {
            Await.until(() -> server.openConnections() == CLIENTS && fleet.openConnections() == CLIENTS);
            Await.until(() -> clients.ponged.size() == CLIENTS && clients.echoed.size() == CLIENTS);
            Set<Integer> seen = new HashSet<>();
            server.forEachOpen((client, connection) -> seen.add(client));

            assertTrue(fleet.stop());

            assertEquals(CLIENTS, seen.size());
            assertEquals(0, fleet.openConnections());
            Await.until(() -> server.openConnections() == 0);
            assertEquals(CLIENTS, diary.closed(CloseCause.CLOSE_FRAME));
            assertEquals(0, clients.lost.size());
        }
    }

    @Test
    void aCrashLosesEveryoneAndARestartOnTheSamePortBringsEveryoneBack() throws Exception {
        try (Fleet fleet = fleet()) {
            Await.until(() -> server.openConnections() == CLIENTS && clients.echoed.size() == CLIENTS);
            int port = server.port();

            server.crash();
            Await.until(() -> clients.lost.size() == CLIENTS);
            Await.until(() -> clients.failed.contains(CloseCause.REFUSED));
            clients.echoed.clear();
            server.start();
            Await.until(() -> server.openConnections() == CLIENTS && fleet.openConnections() == CLIENTS);
            Await.until(() -> clients.echoed.size() == CLIENTS);

            assertEquals(port, server.port());
            assertEquals(CLIENTS, diary.closed(CloseCause.SERVER_STOPPED));
            assertEquals(Set.of(CloseCause.REFUSED), clients.failed);
        }
    }

    private Fleet fleet() throws IOException {
        LoadPlan plan = LoadPlan.of(CLIENTS, new ConstantRate(1_000), CLIENT);
        Target target = Target.parse("ws://127.0.0.1:" + server.port());
        Fleet fleet = new Fleet(plan, FleetShare.WHOLE, new Seeds(42), fleetLoops, target, clients);
        fleet.start(fleetLoops.timers(0).nanoTime());
        return fleet;
    }
}
