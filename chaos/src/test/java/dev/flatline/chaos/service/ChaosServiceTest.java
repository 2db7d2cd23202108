package dev.flatline.chaos.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.LeakWatch;
import dev.flatline.chaos.RawPeer;
import dev.flatline.chaos.control.ControlException;
import dev.flatline.chaos.control.TimeToLive;
import dev.flatline.chaos.kernel.PacketLoss;
import dev.flatline.chaos.ledger.Injection;
import dev.flatline.chaos.service.ServiceRig.Pair;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a proxy of the service does to peers that know nothing of it, and what it writes down. */
@Tag("real-socket")
@SuppressWarnings("StringConcatToTextBlock") // a text block would hide the line ends, which matter here
final class ChaosServiceTest {

    private static final String REQUEST = "GET /chat HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    @AfterAll
    static void releasesEveryBuffer() {
        LeakWatch.assertNone();
    }

    @Test
    void passesAMegabyteBothWaysAtATime() throws Exception {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            String upward = "up".repeat(500_000);
            String downward = "dn".repeat(500_000);

            CompletableFuture<Void> sent =
                    CompletableFuture.allOf(sending(pair.client(), upward), sending(pair.server(), downward));
            CompletableFuture<Void> heard = expecting(pair.server(), upward);
            pair.client().expect(downward);

            sent.get(ServiceRig.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            heard.get(ServiceRig.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            assertEquals(1_000_000, rig.connections().get(0).upstreamBytes());
            assertEquals(1_000_000, rig.connections().get(0).downstreamBytes());
        }
    }

    @Test
    void aKernelThatDropsNothingIsToldToWhoeverAsksForIt() throws IOException {
        PacketLoss refusing = PacketLoss.refused("mode kernel needs root");
        try (ServiceRig rig =
                new ServiceRig(ServiceOptions.defaults().inProcess().with(refusing))) {
            ControlException refused =
                    assertThrows(ControlException.class, () -> rig.put("half_open", Map.of("mode", "kernel")));
            rig.put("half_open", Map.of("mode", "drop"));
            ControlException update =
                    assertThrows(ControlException.class, () -> rig.put("half_open", Map.of("mode", "kernel")));

            assertEquals("half_open: mode kernel needs root", refused.getMessage());
            assertEquals(List.of(400, 400), List.of(refused.status(), update.status()));
        }
    }

    @Test
    void latencyIsNeverShorterThanAskedAndWrittenDown() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            rig.put("latency", Map.of("latency", 60L));

            long before = rig.service.hub().nanoTime();
            pair.server().send("late");
            pair.client().expect("late");
            long tookNanos = rig.service.hub().nanoTime() - before;

            List<Injection> delays = rig.injections("delay");
            assertTrue(tookNanos >= 60_000_000, () -> tookNanos + " ns");
            assertEquals(1, delays.size());
            assertEquals(60, delays.get(0).requested());
            assertTrue(delays.get(0).achieved() >= 60, delays::toString);
            assertTrue(delays.get(0).achieved() <= tookNanos / 1e6, delays::toString);
        }
    }

    @Test
    void bandwidthOfNothingLosesNothingWhenItIsTakenOff() throws Exception {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            rig.put("bandwidth", Map.of("rate", 0L));
            String much = "0123456789".repeat(500_000);

            CompletableFuture<Void> sent = sending(pair.server(), much);
            pair.client().send("this way is free");
            pair.server().expect("this way is free");
            pair.client().expectStillOpen();
            rig.remove("bandwidth");

            pair.client().expect(much);
            sent.get(ServiceRig.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void halfOpenBothWaysHoldsBytesAndEndsUntilItIsTakenOff() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            pair.barrier();
            rig.put("half_open", Map.of());

            pair.client().send("up");
            pair.server().send("down");
            pair.server().fin();
            RawPeer hung = rig.connect();
            Await.until("both connections hit", () -> rig.injections("hit").size() == 2);

            pair.client().expectStillOpen();
            pair.server().expectStillOpen();
            hung.expectStillOpen();
            rig.remove("half_open");
            pair.server().expect("up");
            pair.client().expect("down");
            pair.client().expectFin();
            new Pair(hung, rig.accept()).barrier();
        }
    }

    @Test
    void halfOpenOneWayLeavesTheOtherOneOpen() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            pair.barrier();
            rig.put("half_open", Stream.DOWNSTREAM, Map.of(), null);

            pair.server().send("unheard");
            pair.client().send("heard");
            pair.server().expect("heard");

            pair.client().expectStillOpen();
            rig.remove("half_open");
            pair.client().expect("unheard");
        }
    }

    @Test
    void frozenConnectionsThawWithEverythingInOrder() throws Exception {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            pair.barrier();
            rig.put("half_open", Map.of("mode", "freeze"));
            String much = "abcdefghij".repeat(500_000);

            CompletableFuture<Void> sent = sending(pair.client(), much);
            pair.server().expectStillOpen();
            rig.remove("half_open");

            pair.server().expect(much);
            sent.get(ServiceRig.LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void resetReachesBothPeersAndNewOnes() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            pair.barrier();

            rig.put("reset", Map.of());

            pair.client().expectRst();
            pair.server().expectRst();
            rig.expectTurnedAway();
            assertEquals(2, rig.injections("reset").size());
            rig.remove("reset");
            rig.open().barrier();
        }
    }

    @Test
    void refuseTurnsNewOnesAwayAndLeavesTheOthers() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            rig.put("refuse", Map.of());

            rig.expectTurnedAway();

            pair.barrier();
            assertEquals(1, rig.injections("refuse").size());
            assertEquals(2, rig.injections("refuse").get(0).connection());
        }
    }

    @Test
    void acceptHangDialsWhenItIsTakenOff() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            rig.put("accept_hang", Map.of());

            RawPeer hung = rig.connect();
            hung.send("early");
            Await.until("the hang", () -> rig.injections("hang").size() == 1);
            hung.expectStillOpen();
            rig.remove("accept_hang");

            RawPeer server = rig.accept();
            server.expect("early");
            new Pair(hung, server).barrier();
        }
    }

    @Test
    void upgradeReplyAnswersInTheServersStead() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            rig.put("upgrade_reply", Map.of("status", 429L, "retry_after", 7L));
            RawPeer client = rig.connect();

            client.send(REQUEST);

            client.expect("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n");
            client.expectFin();
            assertEquals(429, rig.injections("reply").get(0).achieved());
            rig.remove("upgrade_reply");
            RawPeer second = rig.connect();
            second.send(REQUEST);
            rig.accept().expect(REQUEST);
        }
    }

    @Test
    void maxLifetimeEndsAConnectionHoweverBusyItIs() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            rig.put("max_lifetime", Map.of("lifetime", 50L, "end", "rst"));
            Pair pair = rig.open();

            pair.client().expectRst();
            pair.server().expectRst();

            assertEquals(List.of(), rig.connections());
            assertTrue(
                    rig.service.ledger().read(0, 100).stream().anyMatch(i -> i.requested() == 50 && i.achieved() >= 50),
                    () -> rig.service.ledger().read(0, 100).toString());
        }
    }

    @Test
    void aToxicGoesWhenItsTimeIsOver() throws IOException {
        try (ServiceRig rig = new ServiceRig()) {
            Pair pair = rig.open();
            pair.barrier();
            long ttlNanos = TimeUnit.MILLISECONDS.toNanos(50);

            rig.put(
                    "half_open",
                    Stream.BOTH,
                    Map.of(),
                    new TimeToLive(ttlNanos, rig.service.hub().nanoTime() + ttlNanos));
            pair.client().send("after the silence");

            pair.server().expect("after the silence");
            Await.until("the end", () -> rig.injections("ended").size() == 1);
            long lastedNanos = rig.injections("ended").get(0).atNanos()
                    - rig.injections("began").get(0).atNanos();
            assertTrue(lastedNanos >= ttlNanos * 9 / 10, () -> lastedNanos + " ns");
            assertEquals(List.of(), rig.service.hub().proxy(ServiceRig.PROXY).toxics());
        }
    }

    static CompletableFuture<Void> sending(RawPeer peer, String text) {
        return CompletableFuture.runAsync(() -> {
            try {
                peer.socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static CompletableFuture<Void> expecting(RawPeer peer, String text) {
        return CompletableFuture.runAsync(() -> {
            try {
                peer.expect(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
