package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.PeerFleet;
import dev.flatline.core.heartbeat.PeerFleet.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When presets that ping do so: with a client that answers, and with one that is silent. */
class PingTimesTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    @ParameterizedTest
    @CsvSource({
        "sockjs, 25",
        "graphql-ws, 12",
        "gorilla, 54",
        "python-websockets, 20",
        "signalr, 15",
    })
    void pingsAtAFixedIntervalFromTheOpen(String name, long everySeconds) {
        PeerFleet fleet = new PeerFleet(ServerProfiles.of(name).rule(), DetectorKind.DEFAULT, 0);
        fleet.advance(3 * SECOND);
        Peer peer = fleet.open();
        keepTalking(fleet, peer, 7 * SECOND, 4 * everySeconds * SECOND);

        fleet.advance(4 * everySeconds * SECOND);

        for (int i = 1; i < 4; i++) {
            long late = peer.pingedAt.get(i - 1) - peer.openedAt - i * everySeconds * SECOND;
            assertTrue(late >= 0 && late <= 40 * MS, "ping " + i + " late by " + late);
        }
    }

    @ParameterizedTest
    @CsvSource({"ratchet, 30", "ws, 30", "java-websocket, 60", "spring-stomp, 10", "actioncable, 3"})
    void pingsEverybodyInOneRound(String name, long everySeconds) {
        long every = everySeconds * SECOND;
        PeerFleet fleet = new PeerFleet(ServerProfiles.of(name).rule(), DetectorKind.DEFAULT, every / 4);
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Peer peer = fleet.open();
            peers.add(peer);
            keepTalking(fleet, peer, every / 2, 3 * every);
            fleet.advance(every / 10);
        }

        fleet.advance(2 * every + every / 10);

        for (int i = 0; i < 7; i++) {
            assertEquals(
                    List.of(every * 3 / 4, every * 7 / 4, every * 11 / 4),
                    peers.get(i).pingedAt.subList(0, 3),
                    "peer " + i);
        }
    }

    @Test
    void engineIo4PingsAnIntervalAfterEachAnswer() {
        PeerFleet fleet = new PeerFleet(ServerProfiles.of("engine.io-4").rule(), DetectorKind.DEFAULT, 0);
        Peer peer = fleet.open();
        peer.diedAt = 0; // it answers as told below
        fleet.at(27 * SECOND, () -> peer.says(Signal.ANSWER));
        fleet.at(30 * SECOND, () -> peer.says(Signal.MESSAGE));
        fleet.at(57 * SECOND, () -> peer.says(Signal.MESSAGE));

        fleet.advance(100 * SECOND);

        assertEquals(List.of(25 * SECOND, 52 * SECOND), peer.pingedAt);
        assertEquals(72 * SECOND, peer.expiredAt);
    }

    @Test
    void centrifugoDrawsTheFirstPingFromTheSecondHalfOfTheInterval() {
        PeerFleet fleet = new PeerFleet(ServerProfiles.of("centrifugo").rule(), DetectorKind.DEFAULT, 0);
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            peers.add(fleet.open());
        }

        fleet.advance(51 * SECOND);

        List<Long> first =
                peers.stream().map(peer -> peer.pingedAt.get(0)).sorted().toList();
        assertTrue(first.get(0) >= 12_500 * MS && first.get(0) < 12_700 * MS, "first at " + first.get(0));
        assertTrue(first.get(499) > 24_800 * MS && first.get(499) <= 25_010 * MS, "last at " + first.get(499));
        peers.forEach(peer -> assertEquals(25 * SECOND, peer.pingedAt.get(1) - peer.pingedAt.get(0)));
    }

    @Test
    void ourOwnSpreadsAFleetThatComesBackAtOnce() {
        PeerFleet fleet = new PeerFleet(ServerProfiles.of("flatline").rule(), DetectorKind.DEFAULT, 7 * MS);
        List<Peer> peers = new ArrayList<>();
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            peers.add(fleet.open());
        }

        fleet.advance(61 * SECOND);

        int[] windows = new int[620];
        peers.forEach(peer -> peer.pingedAt.forEach(at -> windows[(int) (at / (100 * MS))]++));
        int share = count / 200;
        for (int window = 0; window < 600; window++) {
            assertTrue(windows[window] <= 2 * share, "window " + window + ": " + windows[window]);
        }
        peers.forEach(peer -> assertEquals(20 * SECOND, peer.pingedAt.get(1) - peer.pingedAt.get(0)));
    }

    @Test
    void uWebSocketsPingsASilentClientOnce() {
        PeerFleet fleet = new PeerFleet(ServerProfiles.of("uwebsockets").rule(), DetectorKind.DEFAULT, SECOND);
        Peer peer = fleet.open();
        peer.diedAt = 0;

        fleet.advance(200 * SECOND);

        assertEquals(List.of(103 * SECOND), peer.pingedAt);
        assertEquals(119 * SECOND, peer.expiredAt);
    }

    @Test
    void reverbPingsInOneJobAndPrunesInTheNext() {
        PeerFleet fleet = new PeerFleet(ServerProfiles.of("reverb").rule(), DetectorKind.DEFAULT, 0);
        fleet.advance(10 * SECOND);
        Peer silent = fleet.open();
        Peer answers = fleet.open();
        silent.diedAt = 0;

        fleet.advance(290 * SECOND);

        assertEquals(List.of(120 * SECOND), silent.pingedAt);
        assertEquals(180 * SECOND, silent.expiredAt);
        assertEquals(List.of(120 * SECOND, 240 * SECOND), answers.pingedAt);
        assertTrue(answers.isWatched());
    }

    /** The client of workerman-chat answers data with data: it is pinged at every other tick. */
    @Test
    void gatewayWorkerPingsAnAnsweringClientAtEveryOtherTick() {
        HeartbeatRule rule = ServerProfiles.of("gatewayworker")
                .rule(ParameterValues.NONE
                        .with("interval", 10 * SECOND)
                        .with("limit", 0)
                        .with("data", "{\"type\":\"ping\"}"));
        PeerFleet fleet = new PeerFleet(rule, DetectorKind.DEFAULT, 0);
        fleet.advance(SECOND);
        Peer silent = fleet.open();
        Peer answers = fleet.open();
        for (long tick = 10; tick <= 100; tick += 10) {
            fleet.at(tick * SECOND + MS, () -> {
                if (!answers.pingedAt.isEmpty()
                        && answers.pingedAt.get(answers.pingedAt.size() - 1) == fleet.now() - MS) {
                    answers.says(Signal.MESSAGE);
                }
            });
        }

        fleet.advance(90 * SECOND);

        assertEquals(seconds(20, 40, 60, 80), answers.pingedAt);
        assertEquals(seconds(20, 30, 40, 50, 60, 70, 80, 90), silent.pingedAt);
    }

    @ParameterizedTest
    @CsvSource({"swoole", "workerman", "jetty", "nginx", "phoenix-cowboy", "engine.io-3", "mqtt", "none"})
    void passiveServersSendNothing(String name) {
        PeerFleet fleet = new PeerFleet(ServerProfiles.of(name).rule(), DetectorKind.DEFAULT, 0);
        Peer peer = fleet.open();

        fleet.advance(1_000 * SECOND);

        assertEquals(List.of(), peer.pingedAt);
    }

    private static void keepTalking(PeerFleet fleet, Peer peer, long pauseNanos, long forNanos) {
        for (long at = pauseNanos; at < forNanos; at += pauseNanos) {
            fleet.at(fleet.now() + at, () -> peer.says(Signal.MESSAGE));
        }
    }

    private static List<Long> seconds(long... seconds) {
        List<Long> nanos = new ArrayList<>();
        for (long second : seconds) {
            nanos.add(second * SECOND);
        }
        return nanos;
    }
}
