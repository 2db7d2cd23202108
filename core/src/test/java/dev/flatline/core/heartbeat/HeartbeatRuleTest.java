package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flatline.core.heartbeat.Activity.Signal;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeartbeatRuleTest {

    private static final PingFrame HI = PingFrame.text("hi", "");
    private static final HeartbeatRule IDLE = HeartbeatRule.idle(Activity.ANY_BYTES, 60, 5);
    private static final HeartbeatRule PINGING = HeartbeatRule.pinging(Activity.ANY_BYTES, 25, 20, 5);

    @Test
    void expiryLiesBetweenBothPhasesAndOneScanMore() {
        assertEquals(45, PINGING.expireAfterNanos());
        assertEquals(50, PINGING.latestExpiryNanos());
    }

    @Test
    void aRuleWithoutTimeoutNeverExpires() {
        HeartbeatRule rule = HeartbeatRule.pinging(Activity.ANY_BYTES, 25, HeartbeatRule.NEVER, 5);

        assertTrue(rule.sendsPings());
        assertFalse(rule.expires());
        assertEquals(HeartbeatRule.NEVER, rule.expireAfterNanos());
        assertEquals(HeartbeatRule.NEVER, rule.latestExpiryNanos());
    }

    @Test
    void knowsWhoPings() {
        Pings some = Pings.of(PingFrame.WEBSOCKET, 10, Cadence.FIXED);

        assertEquals(Pinger.NONE, IDLE.pinger());
        assertEquals(Pinger.THIS_SIDE, PINGING.pinger());
        assertEquals(Pinger.PEER, IDLE.withPeerPings(some).pinger());
        assertEquals(Pinger.BOTH, PINGING.withPeerPings(some).pinger());
    }

    static Stream<Arguments> contradictions() {
        Pings rounds = new Pings(PingFrame.WEBSOCKET, 10, Cadence.FIXED, Phase.SHARED);
        Expiry unanswered = Expiry.unanswered(10, OnExpiry.CUT);
        Scan own = new Scan(5, Scan.Grid.CONNECTION, 0, false);
        Scan stamps = new Scan(5, Scan.Grid.SHARED, 0, true);
        return Stream.of(
                arguments("timeout", throwing(() -> Expiry.silent(0, OnExpiry.CUT))),
                arguments("every", throwing(() -> Pings.of(PingFrame.WEBSOCKET, -1, Cadence.FIXED))),
                arguments("scan", throwing(() -> Scan.every(-1))),
                arguments("clock", throwing(() -> new Scan(5, Scan.Grid.SHARED, -1, false))),
                arguments("grid", throwing(() -> Scan.counted(0))),
                arguments("grid", throwing(() -> new Scan(5, Scan.Grid.COUNTED, 1, false))),
                arguments("first-scan", throwing(() -> new Scan(0, Scan.Grid.SHARED, 0, true))),
                arguments(
                        "first-scan",
                        throwing(() ->
                                PINGING.withPings(rounds).withExpiry(unanswered).withScan(stamps))),
                arguments("grid", throwing(() -> PINGING.withScan(own))),
                arguments("phase", throwing(() -> new Pings(HI, 10, Cadence.QUIET, Phase.SHARED))),
                arguments("after-answer", throwing(() -> Pings.of(HI, 10, Cadence.AFTER_ANSWER))),
                arguments("text", throwing(() -> new PingFrame(PingFrame.Kind.WEBSOCKET, "hi", ""))),
                arguments("text", throwing(() -> PingFrame.text("", "ho"))),
                arguments("answer", throwing(() -> PingFrame.text("hi {unix}", "ho {unix}"))),
                arguments("pongs", throwing(() -> IDLE.withActivity(Activity.PONGS))),
                arguments(
                        "pongs",
                        throwing(() -> PINGING.withPings(Pings.of(HI, 25, Cadence.QUIET))
                                .withActivity(Activity.PONGS))),
                arguments(
                        "current-pong",
                        throwing(() -> PINGING.withPings(Pings.of(PingFrame.text("hi", "ho"), 25, Cadence.QUIET))
                                .withActivity(Activity.CURRENT_PONG))),
                arguments("timeout after a ping", throwing(() -> IDLE.withExpiry(unanswered))),
                arguments("idle", throwing(() -> PINGING.withExpiry(Expiry.silent(25, OnExpiry.CUT)))),
                arguments("code 1006", throwing(() -> OnExpiry.close(1006, ""))),
                arguments("code 999", throwing(() -> OnExpiry.close(999, ""))),
                arguments("reason", throwing(() -> new OnExpiry(OnExpiry.ABRUPT, "why", 0))),
                arguments("reason", throwing(() -> OnExpiry.close(1000, "é".repeat(62)))),
                arguments("resume", throwing(() -> new OnExpiry(OnExpiry.ABRUPT, "", -1))));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void namesTheKeyOfAContradiction(String key, Executable contradiction) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, contradiction);

        assertTrue(String.valueOf(error.getMessage()).contains(key), error.getMessage());
    }

    @Test
    void aFixedPingMayComeLessOftenThanTheTimeout() {
        Pings rare = Pings.of(PingFrame.WEBSOCKET, 100, Cadence.FIXED);

        assertEquals(60, IDLE.withPings(rare).expireAfterNanos());
    }

    @ParameterizedTest
    @CsvSource({
        "ANY_IO, BYTES FRAME PING PONG MESSAGE ANSWER TEXT_PING SENT",
        "ANY_BYTES, BYTES FRAME PING PONG MESSAGE ANSWER TEXT_PING",
        "ANY_FRAME, FRAME PING PONG MESSAGE ANSWER TEXT_PING",
        "MESSAGES, MESSAGE ANSWER TEXT_PING",
        "PONGS, PONG ANSWER",
        "CURRENT_PONG, ''"
    })
    void activityCountsWhatItsNameSays(Activity activity, String counted) {
        String found = Stream.of(Signal.values())
                .filter(activity::counts)
                .map(Signal::name)
                .reduce("", (one, next) -> one.isEmpty() ? next : one + " " + next);

        assertEquals(counted, found);
    }

    @ParameterizedTest
    @EnumSource(Activity.class)
    void aRuleThatNeverExpiresMayCountAnything(Activity activity) {
        assertFalse(HeartbeatRule.NONE.withActivity(activity).expires());
    }

    private static Executable throwing(Executable contradiction) {
        return contradiction;
    }
}
