package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.testing.Await;
import dev.flatline.core.testing.OwnThread;
import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.server.options.DrainOptions;
import dev.flatline.server.options.LimitOptions;
import dev.flatline.server.options.ListenOptions;
import dev.flatline.server.options.TlsOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Other options for a server that goes on listening. */
@Tag("real-socket")
final class ReloadTest {

    private static final long LIMIT_SECONDS = 30;
    private static final ServerOptions OPTIONS = ServerOptions.defaults();

    private final Loops loops = Loops.open("reload-test", 2, TransportKind.AUTO);
    private final Happenings happenings = Happenings.echo();
    private final FlatlineServer server = new FlatlineServer(OPTIONS, happenings, happenings, loops);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        loops.close();
    }

    @Test
    void thoseThatAreOpenLiveOnUnderTheirTermsAndNewOnesUnderTheNew() throws IOException {
        try (RawClient older = RawClient.upgraded(server.port())) {
            server.reload(OPTIONS.with(LimitOptions.DEFAULT.withPayload(125, 125)));
            try (RawClient newer = RawClient.upgraded(server.port())) {
                byte[] binary = new byte[8 + 126];
                binary[0] = (byte) 0x82;
                binary[1] = (byte) 0xFE;
                binary[3] = 126;
                older.says(binary);
                newer.says(binary);

                assertEquals("\u0082~\u0000~", older.hears(4));
                assertEquals("\u0088", newer.hears(1));
                Await.until(() -> happenings.program.contains("close too-big 1009"));
            }
        }
    }

    @Test
    void whoIsInTheMiddleOfItsHandshakeOpensUnderTheNewTerms() throws IOException {
        try (RawClient client = RawClient.connected(server.port(), "127.0.0.1")) {
            client.says("GET ".getBytes(StandardCharsets.US_ASCII));
            Await.until(() ->
                    server.counters().handshaking() == 1 && server.counters().bytesIn() == 4);

            server.reload(OPTIONS.with(AdmissionOptions.DEFAULT.withMaxConnections(1)));
            try (RawClient only = RawClient.upgraded(server.port())) {
                client.says(VirtualServer.REQUEST.substring(4).getBytes(StandardCharsets.US_ASCII));

                assertEquals("HTTP/1.1 503 ", client.hears(13));
                only.saysText("x");
                assertEquals("\u0081x", only.hearsFrame());
            }
        }
        Await.until(() -> server.counters().handshaking() == 0);
    }

    @Test
    void anotherHostOrPortIsRefusedAndNothingHasChanged() {
        int port = server.port();

        IllegalArgumentException otherPort =
                assertThrows(IllegalArgumentException.class, () -> server.reload(OPTIONS.listeningOn("127.0.0.1", 1)));
        IllegalArgumentException otherHost = assertThrows(
                IllegalArgumentException.class, () -> server.reload(OPTIONS.listeningOn("127.0.0.2", port)));

        String cannot = "host and port cannot be changed by a reload: they are 127.0.0.1:" + port + ", found ";
        assertEquals(cannot + "127.0.0.1:1", otherPort.getMessage());
        assertEquals(cannot + "127.0.0.2:" + port, otherHost.getMessage());
        server.reload(OPTIONS.listeningOn("127.0.0.1", port));
        server.reload(OPTIONS);
    }

    @Test
    void aCertificateThatCannotBeReadIsRefusedAndTheServerGoesOn() throws IOException {
        ListenOptions tls = new ListenOptions(
                "127.0.0.1", 0, Optional.of(TlsOptions.of(Path.of("no-such.pem"), Path.of("no-such.key"))));

        assertThrows(IllegalArgumentException.class, () -> server.reload(OPTIONS.with(tls)));

        RawClient.upgraded(server.port()).close();
    }

    @Test
    void aRestartUsesTheLatestOptions() throws IOException {
        server.reload(OPTIONS.with(AdmissionOptions.DEFAULT.withMaxConnections(1)));
        server.crash();
        server.start();

        try (RawClient first = RawClient.upgraded(server.port())) {
            assertThrows(IOException.class, () -> RawClient.upgraded(server.port()));
            first.saysText("x");
            assertEquals("\u0081x", first.hearsFrame());
        }
    }

    @Test
    void noConnectIsRefusedDuringTwoHundredReloads() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        List<CompletableFuture<Void>> load = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> {
                            while (!enough.get()) {
                                serveOne();
                                served.incrementAndGet();
                            }
                        },
                        OwnThread.EACH))
                .toList();

        for (int i = 0; i < 200; i++) {
            int before = served.get();
            server.reload(OPTIONS.with(LimitOptions.DEFAULT.withPayload(1000 + i, 1000 + i)));
            Await.until(() -> served.get() > before || load.stream().anyMatch(CompletableFuture::isDone));
        }
        enough.set(true);

        for (CompletableFuture<Void> one : load) {
            one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        assertTrue(served.get() >= 200);
        assertEquals(0, server.counters().refusedUpgrades());
        assertEquals(served.get(), server.counters().opened());
    }

    private void serveOne() {
        try (RawClient client = RawClient.upgraded(server.port())) {
            client.saysText("hello");
            if (!client.hearsFrame().equals("\u0081hello")) {
                throw new IllegalStateException("no echo");
            }
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Test
    void aThousandReloadsLeaveNothingBehindButWhatIsInUse() throws IOException {
        List<WeakReference<ServerOptions>> past = new ArrayList<>();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ServerOptions options = OPTIONS.with(LimitOptions.DEFAULT.withPayload(1000 + i, 1000 + i));
            server.reload(options);
            past.add(new WeakReference<>(options));
            if (i % 50 == 0) {
                clients.add(RawClient.upgraded(server.port()));
            }
        }

        Await.until(() -> held(past) == 1 + clients.size());
        List<Long> seen = new ArrayList<>();
        server.forEachOpen((client, connection) -> seen.add(connection));
        assertEquals(20, seen.size());
        server.broadcast("all");
        for (RawClient client : clients) {
            assertEquals("\u0081all", client.hearsFrame());
            client.close();
        }
        happenings.opened.clear();
        Await.until(() -> server.openConnections() == 0);
        Await.until(() -> held(past) == 1);
    }

    private static long held(List<WeakReference<ServerOptions>> past) {
        System.gc();
        return past.stream().filter(options -> options.get() != null).count();
    }

    @Test
    void aCrashDropsTheConnectionsOfAllGenerations() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(RawClient.upgraded(server.port()));
            server.reload(OPTIONS);
        }

        server.crash();

        assertEquals(0, server.openConnections());
        for (RawClient client : clients) {
            assertEquals(-1, client.next());
            client.close();
        }
    }

    @Test
    void aRollingReloadSendsAwayThoseOfOlderGenerationsAndLetsNewOnesIn() throws Exception {
        DrainOptions slow = new DrainOptions(2, Duration.ofMillis(100), Duration.ofSeconds(20), "renewed");
        List<RawClient> older = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            older.add(RawClient.upgraded(server.port()));
            if (i == 2) {
                server.reload(OPTIONS);
            }
        }

        CompletableFuture<DrainReport> drain = server.reload(OPTIONS, slow);
        try (RawClient newer = RawClient.upgraded(server.port())) {
            for (RawClient client : older) {
                assertEquals("\u0088\u0003\u00f4renewed", client.hearsFrame());
                client.close();
            }

            DrainReport report = drain.get(LIMIT_SECONDS, TimeUnit.SECONDS);

            assertEquals(6, report.drained());
            assertEquals(0, report.cut());
            assertTrue(report.took().toMillis() >= 200, "three batches took " + report.took());
            assertFalse(server.isDraining());
            newer.saysText("x");
            assertEquals("\u0081x", newer.hearsFrame());
            assertEquals(1, server.openConnections());
        }
    }

    @Test
    void aRollingReloadWithoutOlderConnectionsIsDoneAtOnce() throws Exception {
        DrainReport report = server.reload(OPTIONS, DrainOptions.DEFAULT).get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertEquals(0, report.drained() + report.cut());
    }
}
