package dev.flatline.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ClientRows;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.RequestPlan;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.loadgen.Destination;
import dev.flatline.loadgen.Destinations;
import dev.flatline.loadgen.Fleet;
import dev.flatline.loadgen.FleetShare;
import dev.flatline.loadgen.Target;
import dev.flatline.loadgen.TargetProbe;
import dev.flatline.loadgen.TrustOptions;
import dev.flatline.server.EchoHandler;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.server.options.UpgradeOptions;
import dev.flatline.wire.DeflateOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.SourcePool;
import dev.flatline.wire.TransportKind;
import dev.flatline.wire.tls.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that speak TLS, against the server of ours with certificates of several kinds, over loopback sockets. */
@Tag("real-socket")
final class SecureFleetTest {

    private static final int CLIENTS = 50;
    private static final long MILLI = 1_000_000;
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static TestCertificate good;
    private static TestCertificate expired;
    private static TestCertificate other;

    private final Loops serverLoops = Loops.open("server", 1, TransportKind.AUTO);
    private final Loops fleetLoops = Loops.open("fleet", 1, TransportKind.AUTO);
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final ServerDiary diary = new ServerDiary();
    private final Whoabouts clients = new Whoabouts();
    private @Nullable FlatlineServer running;

    @BeforeAll
    static void makeCertificates() throws Exception {
        good = TestCertificate.make(folder, "good", "dns:localhost,ip:127.0.0.1");
        expired = TestCertificate.expired(folder, "expired", "dns:localhost,ip:127.0.0.1");
        other = TestCertificate.make(folder, "other", "dns:somewhere.example");
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
        fleetLoops.close();
        serverLoops.close();
        assertEquals(List.of(), errors);
    }

    private FlatlineServer server() {
        return Objects.requireNonNull(running, "no server was started");
    }

    @Test
    void clientsThatTrustTheCertificateConnectEchoAndComeBackAfterACrash() throws Exception {
        start(Optional.of(good), UpgradeOptions.DEFAULT);
        Destinations destinations =
                new Destinations(List.of(Destination.to(target("wss"))), trusting(good), SourcePool.AUTO);
        try (Fleet fleet = fleet(destinations, RequestPlan.PLAIN, 64)) {
            Await.until(() -> clients.echoed.size() == CLIENTS && clients.ponged.size() == CLIENTS);

            server().crash();
            Await.until(() -> clients.lost.size() == CLIENTS);
            clients.echoed.clear();
            server().start();
            Await.until(() -> clients.echoed.size() == CLIENTS && server().openConnections() == CLIENTS);

            assertTrue(fleet.stop());
            Await.until(() -> server().openConnections() == 0);
            assertEquals(CLIENTS, diary.closed(CloseCause.CLOSE_FRAME));
        }
    }

    @Test
    void clientsThatDoNotTrustTheCertificateFailInTls() throws Exception {
        start(Optional.of(good), UpgradeOptions.DEFAULT);
        try (Fleet fleet = fleet(Destinations.to(target("wss")), RequestPlan.PLAIN, 64)) {
            Await.until(() -> clients.failed.contains(CloseCause.TLS_FAILED));

            assertEquals(0, fleet.openConnections());
            assertEquals(Set.of(CloseCause.TLS_FAILED), clients.failed);
        }
    }

    @Test
    void compressedMessagesComeBackWhole() throws Exception {
        start(Optional.empty(), new UpgradeOptions(List.of(), List.of("chat"), DeflateOptions.ON));
        RequestPlan request = new RequestPlan("", List.of(), List.of("other", "chat"), true, ClientRows.NONE);
        try (Fleet fleet = fleet(Destinations.to(target("ws")), request, 20_000)) {
            Await.until(() -> clients.echoed.size() == CLIENTS);

            assertEquals(CLIENTS, fleet.openConnections());
            assertEquals(0, clients.lost.size());
        }
    }

    @Test
    void theProbeSaysWhatIsWrongWithACertificate() throws Exception {
        start(Optional.of(good), UpgradeOptions.DEFAULT);

        assertEquals(Optional.empty(), probe("wss", trusting(good)));
        assertEquals(Optional.empty(), probe("wss", TrustOptions.ANY));
        assertProblem("its certificate is not trusted; set tls.trust", probe("wss", TrustOptions.SYSTEM));
        assertProblem("its certificate is not trusted; set tls.trust", probe("wss", trusting(other)));
        TrustOptions misnamed = new TrustOptions(trusting(good).trust(), Optional.of("elsewhere.example"));
        assertProblem("its certificate is for another name", probe("wss", misnamed));
        assertProblem("the attempt ended with", probe("ws", TrustOptions.SYSTEM));
    }

    @Test
    void theProbeTellsAnExpiredCertificate() throws Exception {
        start(Optional.of(expired), UpgradeOptions.DEFAULT);

        Path authority = folder.resolve("expired-ca.pem");
        TrustOptions tls = new TrustOptions(new Trust.Certificates(authority), Optional.empty());

        assertProblem("its certificate has expired", probe("wss", tls));
        assertEquals(Optional.empty(), probe("wss", TrustOptions.ANY));
    }

    @Test
    void theProbeTellsACertificateForAnotherNameUnlessThatIsTheOneToAskFor() throws Exception {
        start(Optional.of(other), UpgradeOptions.DEFAULT);
        TrustOptions named = new TrustOptions(trusting(other).trust(), Optional.of("somewhere.example"));

        assertProblem("its certificate is for another name", probe("wss", trusting(other)));
        assertEquals(Optional.empty(), probe("wss", named));
    }

    @Test
    void theProbeTellsThatThereIsNoTls() throws Exception {
        start(Optional.empty(), UpgradeOptions.DEFAULT);

        assertProblem("TLS", probe("wss", TrustOptions.ANY));
    }

    private void start(Optional<TestCertificate> certificate, UpgradeOptions upgrade) throws IOException {
        Optional<TlsOptions> tls = certificate.map(files -> TlsOptions.of(files.certificate(), files.key()));
        FlatlineServer server = new FlatlineServer(
                ServerOptions.defaults()
                        .with(new ListenOptions("127.0.0.1", 0, tls))
                        .with(upgrade),
                new EchoHandler((connection, error) -> errors.add(error)),
                diary,
                serverLoops);
        running = server;
        server.start();
    }

    private Target target(String scheme) {
        return Target.parse(scheme + "://127.0.0.1:" + server().port());
    }

    private static TrustOptions trusting(TestCertificate files) {
        return new TrustOptions(new Trust.Certificates(files.certificate()), Optional.empty());
    }

    private Optional<String> probe(String scheme, TrustOptions tls) {
        LoadPlan plan = plan(RequestPlan.PLAIN, 64);
        return TargetProbe.failure(target(scheme), plan.groups().get(0), 0, tls, fleetLoops, PROBE_LIMIT);
    }

    private static void assertProblem(String expected, Optional<String> found) {
        assertTrue(found.orElse("nothing").contains(expected), found.toString());
    }

    private Fleet fleet(Destinations destinations, RequestPlan request, int messageBytes) throws IOException {
        Fleet fleet = new Fleet(
                plan(request, messageBytes), FleetShare.WHOLE, new Seeds(42), fleetLoops, destinations, clients);
        fleet.start(fleetLoops.timers(0).nanoTime());
        return fleet;
    }

    private static LoadPlan plan(RequestPlan request, int messageBytes) {
        ClientPlan client = ClientPlan.plain(
                        HeartbeatRule.pinging(Activity.ANY_BYTES, 100 * MILLI, 10_000 * MILLI, 0),
                        ExponentialBackoff.fixed(200 * MILLI, Jitter.FULL, ExponentialBackoff.UNLIMITED),
                        10_000 * MILLI)
                .withMessages(new MessagePlan(250 * MILLI, messageBytes))
                .withRequest(request);
        return LoadPlan.of(CLIENTS, new ConstantRate(1_000), client);
    }
}
