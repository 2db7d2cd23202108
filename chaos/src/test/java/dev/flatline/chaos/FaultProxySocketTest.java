package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.latency;
import static dev.flatline.chaos.Faults.on;
import static dev.flatline.chaos.Faults.onAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.ProxyRig.Pair;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.fault.Selection;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.testing.Await;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The proxy on real sockets: what each fault does to peers that know nothing of it. */
@Tag("real-socket")
final class FaultProxySocketTest {

    @AfterAll
    static void releasesEveryBuffer() {
        LeakWatch.assertNone();
    }

    @Test
    void keepsTheHalfCloseOfEitherSide() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            Pair first = rig.open(1);
            Pair second = rig.open(2);

            first.client().send("question");
            first.client().fin();
            first.server().expect("question");
            first.server().expectFin();
            first.server().send("answer");
            first.client().expect("answer");
            first.server().fin();
            first.client().expectFin();
            second.server().fin();
            second.client().expectFin();
            second.client().send("still here");
            second.server().expect("still here");

            Await.until("the first connection closed", () -> rig.proxy.openConnections() == 1);
        }
    }

    @Test
    void passesOnTheRstOfEitherSide() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            Pair first = rig.open(1);
            Pair second = rig.open(2);

            first.client().rst();
            second.server().rst();

            first.server().expectRst();
            second.client().expectRst();
            Await.until("both connections closed", () -> rig.proxy.openConnections() == 0);
        }
    }

    @Test
    void silenceHoldsBytesAndEndsOfBothSidesUntilItIsOver() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            ScheduledFault silence = on(0.5, 0, new Fault.Blackhole());
            List<Integer> hit = selected(silence);
            Pair talking = rig.open(hit.get(0));
            Pair clientFin = rig.open(hit.get(1));
            Pair clientRst = rig.open(hit.get(2));
            Pair serverFin = rig.open(hit.get(3));
            Pair serverRst = rig.open(hit.get(4));
            Pair spared = rig.open(spared(hit));

            rig.begin(silence);
            Await.until("five hits", () -> rig.events.count("hit 0 ") == 5);
            talking.client().send("up");
            talking.server().send("down");
            clientFin.client().send("up");
            clientFin.client().fin();
            clientFin.server().send("answer");
            clientRst.client().rst();
            serverFin.server().send("down");
            serverFin.server().fin();
            serverRst.server().rst();
            spared.barrier();

            talking.client().expectNothing();
            talking.server().expectNothing();
            clientFin.server().expectNothing();
            clientFin.client().expectNothing();
            clientFin.server().expectStillOpen();
            clientRst.server().expectStillOpen();
            serverFin.client().expectStillOpen();
            serverRst.client().expectStillOpen();
            assertEquals(6, rig.proxy.openConnections());

            rig.proxy.end(silence);

            talking.client().expect("down");
            talking.server().expect("up");
            clientFin.server().expect("up");
            clientFin.server().expectFin();
            clientFin.client().expect("answer");
            clientFin.server().fin();
            clientFin.client().expectFin();
            clientRst.server().expectRst();
            serverFin.client().expect("down");
            serverFin.client().expectFin();
            serverRst.client().expectRst();
            talking.barrier();
        }
    }

    @Test
    void newConnectionInSilenceHangsAndCompletesAfterIt() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            ScheduledFault silence = on(0.5, 0, new Fault.Blackhole());
            List<Integer> hit = selected(silence);
            rig.proxy.begin(silence);

            RawPeer hung = rig.ask(hit.get(0));
            Await.until("the hit", () -> rig.events.count("hit 0 ") == 1);
            Pair spared = rig.open(spared(hit));
            spared.barrier(); // the next one that was dialled is the spared one, not the one before it
            rig.proxy.end(silence);

            RawPeer accepted = rig.accept();
            accepted.expect(Faults.head(hit.get(0)));
            new Pair(hung, accepted).barrier();
        }
    }

    @Test
    void hitsTheSameClientsOnReconnectAndInASecondProxy() throws IOException {
        ScheduledFault refuse = on(0.3, 0, new Fault.Refuse());

        Set<Integer> first = turnedAway(42, refuse, 2);
        Set<Integer> second = turnedAway(42, refuse, 1);

        assertEquals(6, first.size());
        assertEquals(first, second);
    }

    @Test
    void resetsWhatStandsAndTurnsNewOnesAwayWhileItLasts() throws IOException {
        try (ProxyRig rig = new ProxyRig(2, 1, 10)) {
            ScheduledFault reset = onAll(0, new Fault.Reset());
            Pair standing = rig.open(1);

            rig.begin(reset);

            standing.client().expectRst();
            standing.server().expectRst();
            rig.ask(2).expectRst();

            rig.proxy.end(reset);
            Await.until("the end", () -> rig.events.count("ended") == 1);

            rig.open(2).barrier();
        }
    }

    @Test
    void upstreamThatIsDownResetsTheClient() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            rig.upstream.close();

            rig.ask(1).expectRst();

            Await.until("nothing open", () -> rig.proxy.openConnections() == 0);
        }
    }

    @Test
    void letsAServerSpeakFirstAfterTheHeadLimit() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10, ProxyRig.limits(Duration.ofMillis(20)))) {
            RawPeer client = rig.connect();

            RawPeer server = rig.accept();
            server.send("220 ready");

            client.expect("220 ready");
        }
    }

    @Test
    void closesEveryConnectionWhenItIsClosed() throws IOException {
        try (ProxyRig rig = new ProxyRig(2, 1, 10)) {
            ScheduledFault silence = on(0.5, 0, new Fault.Blackhole());
            List<Integer> hit = selected(silence);
            Pair standing = rig.open(spared(hit));
            RawPeer mute = rig.connect();
            rig.proxy.begin(silence);
            RawPeer hung = rig.ask(hit.get(0));
            Await.until("three connections", () -> rig.proxy.openConnections() == 3);
            Await.until("the hit", () -> rig.events.count("hit") == 1);

            rig.proxy.close();

            assertEquals(0, rig.proxy.openConnections());
            standing.client().expectFin();
            standing.server().expectFin();
            mute.expectFin();
            hung.expectFin();
            assertEquals(List.of("began 0", "hit 0", "ended 0"), shortened(rig.events.lines()));
        }
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10);
                Loops loops = Loops.open("test-second", 1, TransportKind.AUTO)) {
            ProxyOptions taken = ProxyOptions.inFrontOf("127.0.0.1", 1, 0).listeningOn("127.0.0.1", rig.proxy.port());
            try (FaultProxy second = new FaultProxy(taken, new Seeds(1), loops, rig.events)) {
                BindException failure = assertThrows(BindException.class, second::start);

                String message = String.valueOf(failure.getMessage());
                assertTrue(message.contains("127.0.0.1:" + rig.proxy.port()), message);
                assertFalse(message.contains("\n"), message);
            }
        }
    }

    @Test
    void latencyIsNeverShorterThanAsked() throws IOException {
        try (ProxyRig rig = new ProxyRig(1, 1, 10)) {
            Pair pair = rig.open(1);
            rig.begin(onAll(0, latency(100, 0)));
            rig.begin(onAll(1, latency(100, 0)));

            long before = rig.nanoTime();
            pair.client().send("late");
            pair.server().expect("late");
            long delayNanos = rig.nanoTime() - before;

            assertTrue(delayNanos >= 200 * Faults.MILLIS, () -> "delivered after " + delayNanos + " ns");
        }
    }

    /** The clients, of ten, that a fault hits with seed 1: as its selection says. */
    private static List<Integer> selected(ScheduledFault fault) {
        Selection selection = new Selection(new Seeds(1), fault, 10);
        return IntStream.range(0, 10).filter(selection::hits).boxed().toList();
    }

    private static int spared(List<Integer> hit) {
        return IntStream.range(0, 10)
                .filter(client -> !hit.contains(client))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Integer> turnedAway(long seed, ScheduledFault refuse, int rounds) throws IOException {
        Set<Integer> away = new TreeSet<>();
        try (ProxyRig rig = new ProxyRig(2, seed, 20)) {
            rig.proxy.begin(refuse);
            Await.until("the beginning", () -> rig.events.count("began") == 1);
            for (int round = 0; round < rounds; round++) {
                for (int client = 0; client < 20; client++) {
                    rig.ask(client);
                }
                int expected = (round + 1) * 6;
                Await.until("the hits", () -> rig.events.count("hit") == expected);
            }
            rig.events.lines().stream()
                    .filter(line -> line.startsWith("hit"))
                    .forEach(line -> away.add(Integer.valueOf(line.split(" ", -1)[3])));
        }
        return away;
    }

    private static List<String> shortened(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll(" client.*", "")).toList();
    }
}
