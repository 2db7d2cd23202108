package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.PeerFleet.Peer;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pings beyond the one of a silence, and the wait for their answers, on every detector. */
class HeartbeatCadenceTest {

    private static final long MS = 1_000_000;
    private static final HeartbeatRule NOBODY_GOES =
            HeartbeatRule.NONE.withScan(Scan.every(10 * MS)).withActivity(Activity.MESSAGES);

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void aQuietPeerIsPingedAgainAfterEachFurtherInterval(DetectorKind kind) {
        PeerFleet fleet = fleet(NOBODY_GOES.withPings(text(100, Cadence.QUIET, Phase.CONNECTION)), kind);
        Peer peer = fleet.open();
        fleet.at(350 * MS, () -> peer.says(Signal.PONG));
        fleet.at(355 * MS, () -> peer.says(Signal.MESSAGE));

        fleet.advance(600 * MS);

        assertEquals(List.of(100L, 200L, 300L, 460L, 560L), millis(peer.pingedAt));
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void aFixedIntervalTakesNoNoticeOfWhatArrives(DetectorKind kind) {
        PeerFleet fleet = fleet(NOBODY_GOES.withPings(text(100, Cadence.FIXED, Phase.CONNECTION)), kind);
        fleet.advance(33 * MS);
        Peer peer = fleet.open();
        for (int i = 1; i < 20; i++) {
            fleet.at((33 + 17L * i) * MS, () -> peer.says(Signal.MESSAGE));
        }

        fleet.advance(400 * MS);

        assertEquals(List.of(140L, 240L, 340L), millis(peer.pingedAt));
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void aRoundPingsAllAtOnce(DetectorKind kind) {
        HeartbeatRule rule = NOBODY_GOES.withPings(text(100, Cadence.FIXED, Phase.SHARED));
        PeerFleet fleet = new PeerFleet(rule, kind, 40 * MS);
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            peers.add(fleet.open());
            fleet.advance(11 * MS);
        }

        fleet.advance(200 * MS);

        for (int i = 0; i < 5; i++) {
            assertEquals(List.of(60L, 160L), millis(peers.get(i).pingedAt), "peer " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void theNextPingComesAnIntervalAfterTheAnswer(DetectorKind kind) {
        Pings pings = Pings.of(PingFrame.text("2", "3"), 100 * MS, Cadence.AFTER_ANSWER);
        PeerFleet fleet = fleet(NOBODY_GOES.withActivity(Activity.PONGS).withPings(pings), kind);
        Peer peer = fleet.open();
        peer.diedAt = 0; // it does not answer by itself
        fleet.at(150 * MS, () -> peer.says(Signal.MESSAGE));
        fleet.at(175 * MS, () -> peer.says(Signal.ANSWER));
        fleet.at(184 * MS, () -> peer.says(Signal.ANSWER));

        fleet.advance(900 * MS);

        assertEquals(List.of(100L, 280L), millis(peer.pingedAt));
    }

    @Test
    void anAnswerThatIsNoActivityStillStartsTheNextInterval() {
        Pings pings = Pings.of(PingFrame.WEBSOCKET, 100 * MS, Cadence.AFTER_ANSWER);
        PeerFleet fleet = fleet(NOBODY_GOES.withPings(pings), DetectorKind.DEFAULT);
        Peer peer = fleet.open();

        fleet.advance(330 * MS);

        assertEquals(List.of(100L, 210L, 320L), millis(peer.pingedAt));
    }

    @Test
    void aRandomPhaseSpreadsTheFirstPings() {
        int peers = 1_000;
        PeerFleet spread = fleet(NOBODY_GOES.withPings(text(1_000, Cadence.FIXED, Phase.SPREAD)), DetectorKind.DEFAULT);
        PeerFleet half =
                fleet(NOBODY_GOES.withPings(text(1_000, Cadence.FIXED, Phase.RANDOM_HALF)), DetectorKind.DEFAULT);

        int[] spreadTenths = firstPings(spread, peers);
        int[] halfTenths = firstPings(half, peers);

        for (int tenth = 0; tenth < 10; tenth++) {
            assertTrue(spreadTenths[tenth] > 60 && spreadTenths[tenth] < 140, "spread " + spreadTenths[tenth]);
            boolean late = tenth >= 5;
            assertEquals(late, halfTenths[tenth] > 120 && halfTenths[tenth] < 280, "half " + halfTenths[tenth]);
            assertEquals(!late, halfTenths[tenth] == 0);
        }
    }

    /** How many first pings each tenth of the interval saw; and that the second ones keep the phase. */
    private static int[] firstPings(PeerFleet fleet, int count) {
        List<Peer> peers = IntStream.range(0, count).mapToObj(i -> fleet.open()).toList();
        fleet.advance(2_010 * MS);
        int[] tenths = new int[10];
        for (Peer peer : peers) {
            long first = peer.pingedAt.get(0);
            tenths[(int) ((first - 1) / (100 * MS))]++;
            assertEquals(first + 1_000 * MS, peer.pingedAt.get(1));
        }
        return tenths;
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void anUnansweredPingEndsItBeforeTheNextRound(DetectorKind kind) {
        HeartbeatRule rule = rounds(Activity.PONGS);
        PeerFleet fleet = fleet(rule, kind);
        Peer silent = fleet.open();
        Peer alive = fleet.open();
        silent.diedAt = 0;

        fleet.advance(1_000 * MS);

        assertEquals(List.of(100L), millis(silent.pingedAt));
        assertEquals(200 * MS, silent.expiredAt);
        assertTrue(alive.isWatched());
        assertEquals(10, alive.pingedAt.size());
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void onlyThePongOfTheLatestPingCounts(DetectorKind kind) {
        Pings pings = Pings.of(PingFrame.WEBSOCKET, 100 * MS, Cadence.FIXED);
        HeartbeatRule rule = NOBODY_GOES
                .withPings(pings)
                .withActivity(Activity.CURRENT_PONG)
                .withExpiry(Expiry.silent(250 * MS, OnExpiry.CUT));
        PeerFleet fleet = fleet(rule, kind);
        Peer stale = fleet.open();
        Peer current = fleet.open();
        stale.diedAt = 0;
        current.diedAt = 0;
        for (long at = 110; at < 900; at += 100) {
            long number = at / 100;
            fleet.at(at * MS, () -> stale.pongs(number - 1));
            fleet.at(at * MS, () -> stale.pongs(-1));
            fleet.at(at * MS, () -> current.pongs(number));
        }

        fleet.advance(900 * MS);

        assertEquals(250 * MS, stale.expiredAt);
        assertTrue(current.isWatched());
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void aLateLoopStillCountsWholeRounds(DetectorKind kind) {
        VirtualTime time = new VirtualTime();
        LateTimers late = new LateTimers(time, 7 * MS);
        List<String> told = new ArrayList<>();
        HeartbeatMonitor[] monitor = new HeartbeatMonitor[1];
        HeartbeatMonitor.Verdict verdict = new HeartbeatMonitor.Verdict() {
            @Override
            public void ping(int slot, long number) {
                told.add("ping " + number);
            }

            @Override
            public void expired(int slot) {
                told.add("expired");
                monitor[0].remove(slot);
            }
        };
        for (int round = 0; round < 20; round++) {
            told.clear();
            monitor[0] = new HeartbeatMonitor(
                    rounds(Activity.PONGS), kind, late, time.nanoTime(), new SplittableRandom(1), verdict);
            monitor[0].start();
            time.advance(31 * MS);
            monitor[0].add();

            time.advance(190 * MS);

            assertEquals(List.of("ping 1", "expired"), told);
            monitor[0].stop();
        }
    }

    @Test
    void whatIsRemovedIsForgottenEverywhere() {
        PeerFleet fleet = fleet(rounds(Activity.PONGS), DetectorKind.DEFAULT);
        Peer first = fleet.open();
        first.diedAt = 0;
        fleet.advance(210 * MS);
        Peer second = fleet.open();

        fleet.advance(500 * MS);

        assertEquals(List.of(100L), millis(first.pingedAt));
        assertTrue(second.isWatched());
        assertEquals(List.of(300L, 400L, 500L, 600L, 700L), millis(second.pingedAt));
    }

    private static HeartbeatRule rounds(Activity activity) {
        return new HeartbeatRule(
                activity,
                new Pings(PingFrame.WEBSOCKET, 100 * MS, Cadence.FIXED, Phase.SHARED),
                Pings.NONE,
                Expiry.unanswered(100 * MS, OnExpiry.CUT),
                Scan.every(100 * MS));
    }

    private static Pings text(long everyMillis, Cadence cadence, Phase phase) {
        return new Pings(PingFrame.text("hi", ""), everyMillis * MS, cadence, phase);
    }

    private static PeerFleet fleet(HeartbeatRule rule, DetectorKind kind) {
        return new PeerFleet(rule, kind, 0);
    }

    private static List<Long> millis(List<Long> nanos) {
        return nanos.stream().map(at -> at / MS).toList();
    }
}
