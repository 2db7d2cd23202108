package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.FaultProxy;
import dev.flatline.chaos.LeakWatch;
import dev.flatline.chaos.ProxyLimits;
import dev.flatline.chaos.RawPeer;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.ProxySpec;
import dev.flatline.chaos.control.RawHttp;
import dev.flatline.chaos.control.http.ControlOptions;
import dev.flatline.chaos.service.ServiceRig.Pair;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bad day for the service: upstreams that vanish, clients that never read, ports that are taken; and what it shows. */
@Tag("real-socket")
final class ChaosServiceBoundsTest {

    private static final int ROUNDS = 200;
    private static final long BARRIER_BYTES = 8;

    @AfterAll
    static void releasesEveryBuffer() {
        LeakWatch.assertNone();
    }

    @Test
    void anUpstreamMayVanishAndReturn() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            Pair before = rig.open();
            before.barrier();

            rig.stopUpstream();
            before.server().rst();
            before.client().expectRst();
            rig.expectTurnedAway();
            rig.expectTurnedAway();
            Await.until("nothing open", () -> rig.connections().isEmpty());
            rig.startUpstream();

            rig.open().barrier();
            assertEquals(2, proxy(rig).unreachableUpstreams());
        }
    }

    @Test
    void aClientThatNeverReadsHoldsNoMoreThanItsShare() throws Exception {
        try (ServiceRig rig = new ServiceRig()) {
            Pair deaf = rig.open();
            deaf.barrier();
            byte[] chunk = new byte[64 << 10];
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 1024; i++) {
                        deaf.server().socket.getOutputStream().write(chunk);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            long read = settled(rig);
            rig.open().barrier();

            assertTrue(read < 32 << 20, () -> read + " bytes read for a client that reads none");
            assertFalse(sent.isDone());
            for (int i = 0; i < 1024; i++) {
                assertEquals(chunk.length, deaf.client().socket.getInputStream().readNBytes(chunk.length).length);
            }
            sent.get(ServiceRig.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The bytes that were read downstream, when they do not grow any more while another connection goes to and fro. */
    private static long settled(ServiceRig rig) throws IOException {
        Pair other = rig.open();
        long before = -1;
        long now = proxy(rig).bytes(Direction.DOWNSTREAM);
        while (now - before != ROUNDS * BARRIER_BYTES) {
            before = now;
            for (int i = 0; i < ROUNDS; i++) {
                other.barrier();
            }
            now = proxy(rig).bytes(Direction.DOWNSTREAM);
        }
        return now;
    }

    @Test
    void latencyBeforeASilentReaderIsBoundedToo() throws Exception {
        ProxyLimits tight =
                new ProxyLimits(16 << 10, 64 << 10, 64 << 10, Duration.ofSeconds(5), 8 << 10, Duration.ofSeconds(10));
        try (ServiceRig rig =
                new ServiceRig(ServiceOptions.defaults().inProcess().with(tight))) {
            Pair pair = rig.open();
            pair.barrier();
            rig.put("latency", Map.of("latency", 3_600_000L));
            byte[] much = new byte[32 << 20];
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    pair.server().socket.getOutputStream().write(much);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            Await.until("a pause", () -> proxy(rig).delayedPauses() > 0);
            for (int i = 0; i < 200; i++) {
                pair.client().send("up");
                pair.server().expect("up");
            }

            long read = proxy(rig).bytes(Direction.DOWNSTREAM);
            assertTrue(read < 1 << 20, () -> read + " bytes read, 64 KiB are allowed");
            rig.remove("latency");
            assertEquals(much.length, pair.client().socket.getInputStream().readNBytes(much.length).length);
            sent.get(ServiceRig.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void aPortInUseIsToldAndTheOthersGoOn() throws IOException {
        try (ServiceRig rig = new ServiceRig();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            ControlException refused = assertThrows(
                    ControlException.class,
                    () -> rig.service.hub().create(new ProxySpec("second", address, "127.0.0.1:1", true)));

            assertEquals("listen tcp " + address + ": bind: address already in use", refused.getMessage());
            assertEquals(1, rig.service.hub().proxies().size());
            rig.open().barrier();
        }
    }

    @Test
    void anApiPortInUseIsALineAndNothingStaysOpen() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServiceOptions options =
                    ServiceOptions.defaults().with(ControlOptions.defaults().onPort(taken.getLocalPort()));

            IOException refused = assertThrows(IOException.class, () -> ChaosService.open(options, failure -> {}));

            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("127.0.0.1:" + taken.getLocalPort()), message);
            assertFalse(message.contains("\n"), message);
        }
    }

    @Test
    void theLedgersFileHasALineForEachInjection(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("ledger.jsonl");
        ServiceOptions options =
                ServiceOptions.defaults().inProcess().with(new ServiceOptions.LedgerOptions(1000, false, file));

        try (ServiceRig rig = new ServiceRig(options)) {
            Pair pair = rig.open();
            pair.barrier();
            rig.put("half_open", Map.of());
            Await.until(
                    "two lines and the clock while it runs", () -> lines(file).size() == 3);
            rig.remove("half_open");
        }

        List<String> lines = lines(file);
        assertEquals(4, lines.size());
        assertTrue(
                lines.get(0).matches("\\{\"clock\":\\{\"wall\":\"20\\d\\d-[-0-9T:.]+Z\",\"nanos\":-?\\d+}}"),
                lines.get(0));
        assertTrue(
                lines.get(1)
                        .matches("\\{\"seq\":1,\"at_nanos\":-?\\d+,\"proxy\":\"test\",\"toxic\":\"half_open\","
                                + "\"type\":\"half_open\",\"action\":\"began\"}"),
                lines.get(1));
        long apart = number(lines.get(1), "at_nanos") - number(lines.get(0), "nanos");
        assertTrue(apart > 0 && apart < 60_000_000_000L, () -> apart + " ns after the clock was read");
        assertTrue(lines.get(2).endsWith("\"action\":\"hit\",\"connection\":1}"), lines.get(2));
        assertTrue(lines.get(3).endsWith("\"action\":\"ended\"}"), lines.get(3));
    }

    private static long number(String line, String member) {
        return Long.parseLong(line.replaceAll(".*\"" + member + "\":(-?\\d+).*", "$1"));
    }

    @Test
    void metricsCountWhileConnectionsAreOpen() throws IOException {
        ServiceOptions options =
                ServiceOptions.defaults().with(ControlOptions.defaults().onPort(0));
        try (ServiceRig rig = new ServiceRig(options)) {
            Pair pair = rig.open();
            pair.barrier();
            rig.put("latency", Map.of("latency", 1L));
            pair.server().send("late");
            pair.client().expect("late");

            int api = Integer.parseInt(rig.service.url().replaceAll(".*:", ""));
            RawHttp.Answer page = RawHttp.get(api, "/metrics");

            assertEquals(200, page.status());
            assertMetric(page, "flatline_proxy_open_connections{proxy=\"test\"} 1");
            assertMetric(page, "flatline_proxy_accepted_total{proxy=\"test\"} 1");
            assertMetric(page, "flatline_proxy_bytes_total{direction=\"upstream\",proxy=\"test\"} 8");
            assertMetric(page, "flatline_proxy_bytes_total{direction=\"downstream\",proxy=\"test\"} 12");
            assertMetric(page, "flatline_toxic_hits_total{proxy=\"test\",toxic=\"latency\"} 1");
            assertMetric(page, "flatline_toxic_delayed_chunks_total{proxy=\"test\",toxic=\"latency\"} 1");
        }
    }

    private static void assertMetric(RawHttp.Answer page, String line) {
        assertTrue(page.body().lines().anyMatch(found -> found.equals(line) || found.equals(line + ".0")), page::body);
    }

    @Test
    void aHeadWithoutEndIsPassedOnAsThatOfANobody() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            rig.put("upgrade_reply", Map.of());
            RawPeer client = rig.connect();
            String head = "GET / HTTP/1.1\r\nX-Long: " + "x".repeat(20_000);

            client.send(head);

            rig.accept().expect(head);
            assertEquals(List.of(), rig.injections("reply"));
        }
    }

    @Test
    void closesWithEveryKindOfConnectionOpen() throws IOException {
        ServiceRig rig = new ServiceRig();
        try (rig) {
            Pair standing = rig.open();
            standing.barrier();
            rig.put("half_open", Map.of());
            RawPeer hung = rig.connect();
            hung.send("early");
            Await.until("both hit", () -> rig.injections("hit").size() == 2);
            FaultProxy proxy = proxy(rig);

            rig.service.close();

            standing.client().expectFin();
            standing.server().expectFin();
            assertEquals(0, proxy.openConnections());
            assertEquals(1, rig.injections("ended").size());
        }
    }

    private static FaultProxy proxy(ServiceRig rig) {
        return Objects.requireNonNull(rig.service.running().get(ServiceRig.PROXY));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
