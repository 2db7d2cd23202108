package dev.flatline.simulation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.DetectorKind;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Simulated servers that behave as real ones do, and clients that are silent, speak, or answer. */
class PresetsTest {

    private static final long SECOND = SECONDS.toNanos(1);
    private static final HeartbeatRule SILENT = HeartbeatRule.NONE;

    private final Storm storm = new Storm();

    PresetsTest() {
        storm.clients = 100;
        storm.clientRule = SILENT;
        storm.messages = MessagePlan.NONE;
        storm.faults = List.of();
    }

    /** Silent from the start: a scan stamps them, and the first one that is 5 s and more later evicts them. */
    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void workermanEvictsSilentClientsInItsWindow(DetectorKind kind) {
        storm.detector = kind;
        storm.serverRule = ServerProfiles.of("workerman")
                .rule(ParameterValues.NONE.with("idle", 5 * SECOND).with("scan", SECOND));

        List<Double> lives = evictedAfter(storm.run(42, 30));

        assertTrue(lives.size() >= 300, "evicted " + lives.size());
        for (double seconds : lives) {
            assertTrue(seconds > 6 && seconds <= 7.001, "after " + seconds);
        }
    }

    @Test
    void ratchetTakesPongsOfTheLastRoundAndNoMessages() {
        storm.serverRule = ServerProfiles.of("ratchet").rule(ParameterValues.NONE.with("interval", 3 * SECOND));

        assertEquals(List.of(), evictedAfter(storm.run(42, 60)));
    }

    @Test
    void aClientThatDoesNotKnowTheTextPingIsClosedWithoutACode() {
        storm.serverRule = engineIo4();

        Storm.Run run = storm.run(42, 30);

        List<Double> lives = evictedAfter(run);
        assertTrue(lives.size() >= 400, "evicted " + lives.size());
        for (double seconds : lives) {
            assertTrue(seconds > 4.99 && seconds <= 5.03, "after " + seconds);
        }
        lines(run, "lost").forEach(line -> assertEquals("close-frame 1005", line[3] + " " + line[4]));
    }

    @Test
    void aClientThatAnswersTheTextPingStays() {
        storm.serverRule = engineIo4();
        storm.clientRule = SILENT.withPeerPings(Pings.of(PingFrame.text("2", "3"), 3 * SECOND, Cadence.AFTER_ANSWER));

        assertEquals(List.of(), evictedAfter(storm.run(42, 60)));
    }

    @Test
    void theServerAnswersTheTextPingsOfItsClients() {
        storm.serverRule = ServerProfiles.of("phoenix-cowboy").rule();
        storm.clientRule = new HeartbeatRule(
                Activity.PONGS,
                Pings.of(ServerProfiles.of("phoenix-cowboy").rule().peerPings().frame(), SECOND, Cadence.AFTER_ANSWER),
                Pings.NONE,
                SILENT.expiry(),
                SILENT.scan());

        Storm.Run run = storm.run(42, 60);

        Metric.Distribution rtt = (Metric.Distribution)
                Objects.requireNonNull(run.recorder().metrics().get("heartbeat.rtt"));
        assertTrue(rtt.count() > 5_000, "measured " + rtt.count());
        assertEquals(0, lines(run, "lost").size());
    }

    /** Jetty takes what the server sends for life, too: here its echoes. */
    @Test
    void whatTheServerSendsKeepsAConnectionOfJetty() {
        storm.serverRule = ServerProfiles.of("jetty").rule(ParameterValues.NONE.with("idle", 5 * SECOND));
        List<Double> silent = evictedAfter(storm.run(42, 30));
        storm.clientRule = SILENT.withPings(Pings.of(PingFrame.WEBSOCKET, 4 * SECOND, Cadence.FIXED));

        List<Double> pinging = evictedAfter(storm.run(42, 30));

        assertTrue(silent.size() >= 400, "evicted " + silent.size());
        assertEquals(List.of(), pinging);
    }

    private static HeartbeatRule engineIo4() {
        return ServerProfiles.of("engine.io-4")
                .rule(ParameterValues.NONE.with("ping-interval", 3 * SECOND).with("ping-timeout", 2 * SECOND));
    }

    /** How long connections lived that the server evicted, in seconds. */
    private static List<Double> evictedAfter(Storm.Run run) {
        Map<String, Double> openedAt = new HashMap<>();
        List<Double> lives = new ArrayList<>();
        for (String[] line : lines(run, "server-")) {
            double seconds = Double.parseDouble(line[0]);
            if (line[1].equals("server-open")) {
                openedAt.put(line[3], seconds);
            } else if (line[4].equals("heartbeat-expired")) {
                lives.add(seconds - openedAt.getOrDefault(line[3], 0.0));
            }
        }
        return lives;
    }

    private static List<String[]> lines(Storm.Run run, String event) {
        return run.journal()
                .toString()
                .lines()
                .map(line -> line.split("\t"))
                .filter(line -> line[1].startsWith(event))
                .toList();
    }
}
