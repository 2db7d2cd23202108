package dev.flatline.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.PeerFleet;
import dev.flatline.core.heartbeat.PeerFleet.Peer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What real servers did on a machine, one run each, with the settings of that run. The phase of their timers is not known:
 * there must be one with which the preset does the same, to a tenth of a second.
 */
class MeasuredServersTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final double NEAR = 0.1;
    private static final int PHASES = 200;

    /** Workerman 5.2.2 with the timer of its manual: silent from the start, and one message at 0 s. */
    @Test
    void workerman() {
        assertReached(67.8, "workerman", ParameterValues.NONE, peer -> {});
        assertReached(57.7, "workerman", ParameterValues.NONE, peer -> peer.says(Signal.MESSAGE));
        assertReached(67.7, "workerman", ParameterValues.NONE, peer -> peer.says(Signal.PING));
    }

    /** Swoole 6.2.2, check 3 s, idle 10 s: five clients started one after the other, and one in base mode. */
    @ParameterizedTest
    @CsvSource({"10.4", "10.6", "11.3", "12.0", "12.7"})
    void swoole(double closedAfter) {
        ParameterValues values = ParameterValues.NONE.with("check", 3 * SECOND).with("idle", 10 * SECOND);

        assertReached(closedAfter, "swoole", values, peer -> {});
    }

    /** Ratchet 0.4, enableKeepAlive(3); ws 8.23 with its README's heartbeat at 2 s; uWebSockets with 8 s. */
    @ParameterizedTest
    @CsvSource({"ratchet, interval, 3, 5.3", "ws, interval, 2, 3.9", "uwebsockets, idle, 8, 7.8"})
    void aClientThatDoesNotAnswer(String name, String parameter, long seconds, double closedAfter) {
        assertReached(closedAfter, name, ParameterValues.NONE.with(parameter, seconds * SECOND), peer -> {});
    }

    @Test
    void uWebSocketsPingedAboutFourSecondsBefore() {
        ParameterValues values = ParameterValues.NONE.with("idle", 8 * SECOND);

        Peer peer = silent("uwebsockets", values, 200 * MS, 10 * SECOND);

        assertEquals(List.of(3_800 * MS), peer.pingedAt);
        assertEquals(7_800 * MS, peer.expiredAt);
    }

    /** Socket.IO 4.8.4 with 3 s and 2 s: the text 2 at 3.0 s, a Close without a code at 5.0 s. */
    @Test
    void socketIo4() {
        Peer peer = silent("engine.io-4", socketIo(), 0, 10 * SECOND);

        assertEquals(List.of(3 * SECOND), peer.pingedAt);
        assertEquals(5 * SECOND, peer.expiredAt);
    }

    /** Socket.IO 2.5.1 with 3 s and 2 s. */
    @Test
    void socketIo2() {
        assertEquals(5 * SECOND, silent("engine.io-3", socketIo(), 0, 10 * SECOND).expiredAt);
    }

    /** SockJS 0.3.24 with a heartbeat delay of 2 s: protocol pings on a websocket. */
    @Test
    void sockJs() {
        Peer peer = silent("sockjs", ParameterValues.NONE.with("heartbeat-delay", 2 * SECOND), 0, 5 * SECOND);

        assertEquals(List.of(2 * SECOND, 4 * SECOND), peer.pingedAt);
    }

    /** laravel-swoole 2.13 never closed anybody. */
    @Test
    void laravelSwoole() {
        assertTrue(silent("laravel-swoole", ParameterValues.NONE, 0, 10_000 * SECOND)
                .isWatched());
    }

    /** Protocol pings kept a client of Swoole, and an answered round one of Ratchet. */
    @Test
    void stays() {
        ParameterValues swoole = ParameterValues.NONE.with("check", 3 * SECOND).with("idle", 10 * SECOND);
        PeerFleet fleet = new PeerFleet(ServerProfiles.of("swoole").rule(swoole), DetectorKind.DEFAULT, 0);
        Peer pings = fleet.open();
        for (int i = 1; i < 60; i++) {
            fleet.at(5L * i * SECOND, () -> pings.says(Signal.PING));
        }
        ParameterValues ratchet = ParameterValues.NONE.with("interval", 3 * SECOND);
        PeerFleet rounds = new PeerFleet(ServerProfiles.of("ratchet").rule(ratchet), DetectorKind.DEFAULT, 0);
        Peer answers = rounds.open();

        fleet.advance(300 * SECOND);
        rounds.advance(300 * SECOND);

        assertTrue(pings.isWatched());
        assertTrue(answers.isWatched());
        assertEquals(100, answers.pingedAt.size());
    }

    private static ParameterValues socketIo() {
        return ParameterValues.NONE.with("ping-interval", 3 * SECOND).with("ping-timeout", 2 * SECOND);
    }

    private static void assertReached(double seconds, String name, ParameterValues values, Consumer<Peer> first) {
        long scan = ServerProfiles.of(name).rule(values).scan().lookNanos();
        List<Double> took = IntStream.range(0, PHASES)
                .mapToObj(phase -> {
                    PeerFleet fleet = new PeerFleet(
                            ServerProfiles.of(name).rule(values), DetectorKind.DEFAULT, scan * phase / PHASES);
                    Peer peer = fleet.open();
                    peer.diedAt = 0;
                    first.accept(peer);
                    fleet.advance(100 * SECOND);
                    return (double) peer.expiredAt / SECOND;
                })
                .toList();

        assertTrue(took.stream().anyMatch(found -> Math.abs(found - seconds) <= NEAR), took::toString);
    }

    private static Peer silent(String name, ParameterValues values, long phase, long forNanos) {
        PeerFleet fleet = new PeerFleet(ServerProfiles.of(name).rule(values), DetectorKind.DEFAULT, phase);
        Peer peer = fleet.open();
        peer.diedAt = 0;
        fleet.advance(forNanos);
        return peer;
    }
}
