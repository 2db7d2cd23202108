package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.reconnect.Loss;
import dev.flatline.core.reconnect.Retry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients with rules beyond the two phases. The random phase of the rig is one half. */
class SupervisorRulesTest {

    private static final long MS = Rig.MS;
    private static final PingFrame TEXT = PingFrame.text("beat {n}", "ok {n}");
    private static final HeartbeatRule NEVER = HeartbeatRule.NONE;

    @Test
    void aFixedIntervalTakesNoNoticeOfWhatArrives() {
        Rig rig = opened(NEVER.withPings(Pings.of(PingFrame.WEBSOCKET, 20 * MS, Cadence.FIXED)));

        for (int i = 0; i < 6; i++) {
            rig.advance(15);
            rig.transport.network().onBytes();
        }

        assertEquals(4, rig.events.heartbeatsSent);
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"RANDOM_HALF", "SPREAD"})
    void theFirstFixedPingComesAtARandomInstant(Phase phase) {
        Rig rig = opened(NEVER.withPings(new Pings(PingFrame.WEBSOCKET, 20 * MS, Cadence.FIXED, phase)));
        long first = phase == Phase.SPREAD ? 10 : 15;

        rig.advance(first - 1);
        assertEquals(0, rig.events.heartbeatsSent);
        rig.advance(2);
        assertEquals(1, rig.events.heartbeatsSent);
        rig.advance(20);

        assertEquals(2, rig.events.heartbeatsSent);
    }

    @Test
    void aQuietConnectionIsPingedAgainAndAgain() {
        Rig rig = opened(NEVER.withPings(Pings.of(PingFrame.WEBSOCKET, 20 * MS, Cadence.QUIET)));

        rig.advance(65);
        assertEquals(3, rig.events.heartbeatsSent);
        rig.transport.network().onBytes();
        rig.advance(19);
        assertEquals(3, rig.events.heartbeatsSent);
        rig.advance(1);

        assertEquals(4, rig.events.heartbeatsSent);
    }

    @Test
    void theNextPingComesAnIntervalAfterTheAnswer() {
        Rig rig = opened(NEVER.withPings(Pings.of(PingFrame.WEBSOCKET, 20 * MS, Cadence.AFTER_ANSWER))
                .withActivity(Activity.MESSAGES));

        rig.advance(60);
        assertEquals(1, rig.events.heartbeatsSent);
        rig.transport.network().onPong(rig.transport.lastPing);
        rig.advance(19);
        assertEquals(1, rig.events.heartbeatsSent);
        rig.advance(1);

        assertEquals(2, rig.events.heartbeatsSent);
    }

    @Test
    void anUnansweredPingEndsIt() {
        Rig rig = opened(NEVER.withPings(Pings.of(PingFrame.WEBSOCKET, 20 * MS, Cadence.FIXED))
                .withExpiry(Expiry.unanswered(30 * MS, OnExpiry.CUT)));

        rig.advance(25);
        rig.transport.network().onBytes();
        rig.advance(44);
        assertTrue(rig.client.isOpen());
        rig.advance(1);

        assertEquals(List.of("70 lost heartbeat-expired 0", "70 backoff 100"), rig.events.take());
    }

    @Test
    void onlyThePongOfTheLatestPingCounts() {
        Rig rig = opened(NEVER.withPings(Pings.of(PingFrame.WEBSOCKET, 20 * MS, Cadence.FIXED))
                .withActivity(Activity.CURRENT_PONG)
                .withExpiry(Expiry.silent(50 * MS, OnExpiry.CUT)));
        rig.advance(45);
        rig.transport.network().onPong(rig.transport.lastPing - 1);
        rig.transport.network().onPong(-1);
        rig.advance(5);

        assertEquals("50 lost heartbeat-expired 0", rig.events.take().get(1));
    }

    @Test
    void aClientMayCloseWithACode() {
        Rig rig = opened(HeartbeatRule.idle(Activity.ANY_BYTES, 30 * MS, 0)
                .withExpiry(Expiry.silent(30 * MS, OnExpiry.close(4200, ""))));

        rig.advance(30);

        assertEquals(List.of("connect", "close 4200"), rig.transport.calls);
        assertEquals(List.of("30 lost heartbeat-expired 0", "30 backoff 100"), rig.events.take());
    }

    @Test
    void aClientMayCloseWithoutACodeOrWithAReason() {
        Rig without = opened(HeartbeatRule.idle(Activity.ANY_BYTES, 30 * MS, 0)
                .withExpiry(Expiry.silent(30 * MS, OnExpiry.close(OnExpiry.NO_STATUS, ""))));
        Rig with = opened(HeartbeatRule.idle(Activity.ANY_BYTES, 30 * MS, 0)
                .withExpiry(Expiry.silent(30 * MS, OnExpiry.close(1000, "heartbeat timeout"))));

        without.advance(30);
        with.advance(30);

        assertEquals(List.of("connect", "close 1005"), without.transport.calls);
        assertEquals(List.of("connect", "close 1000 heartbeat timeout"), with.transport.calls);
    }

    /** The draws of the rig are one half: polls come every one and a half intervals. */
    @Test
    void aSilenceIsJudgedOnlyAtPolls() {
        Rig rig = opened(HeartbeatRule.idle(Activity.ANY_BYTES, 20 * MS, 0).withScan(Scan.polls(20 * MS)));

        rig.advance(15);
        rig.transport.network().onBytes();
        rig.advance(44);
        assertTrue(rig.client.isOpen(), "silent for 15 ms at the poll of 30 ms, for longer only at that of 60 ms");
        rig.advance(1);

        assertEquals("60 lost heartbeat-expired 0", rig.events.take().get(0));
    }

    @Test
    void aPolicyIsToldWhenTheNextPollIsAndHowLongItWasQuiet() {
        List<Loss> losses = new ArrayList<>();
        HeartbeatRule polls = HeartbeatRule.idle(Activity.ANY_BYTES, 20 * MS, 0).withScan(Scan.polls(20 * MS));
        Rig rig = new Rig(polls, (loss, random) -> {
                    losses.add(loss);
                    return Retry.NEVER;
                })
                .open();

        rig.advance(10);
        rig.transport.network().onBytes();
        rig.advance(4);
        rig.transport.network().onClosed(CloseCause.RESET, 0);

        assertEquals(
                List.of(16 * MS, 4 * MS),
                List.of(losses.get(0).untilPollNanos(), losses.get(0).sinceSeenNanos()));
    }

    @Test
    void aTextPingIsAnsweredByItsText() {
        Rig rig = opened(NEVER.withActivity(Activity.PONGS)
                .withPings(Pings.of(TEXT, 20 * MS, Cadence.AFTER_ANSWER))
                .withExpiry(Expiry.unanswered(30 * MS, OnExpiry.CUT)));

        rig.advance(20);
        hear(rig, "ok 2");
        hear(rig, "ok 1");
        rig.advance(20);

        assertEquals(List.of("connect", "text beat 1", "text beat 2"), rig.transport.calls);
        assertEquals(List.of("20 answered", "20 pong due 20 sent 20"), rig.events.take());
        rig.advance(30);
        assertEquals("70 lost heartbeat-expired 0", rig.events.take().get(0));
    }

    @Test
    void answersTheTextPingsOfItsServer() {
        Rig rig = opened(NEVER.withPeerPings(Pings.of(PingFrame.text("2", "3"), 20 * MS, Cadence.FIXED)));

        hear(rig, "2");
        hear(rig, "2probe");

        assertEquals(List.of("connect", "text 3"), rig.transport.calls);
    }

    @Test
    void aClientWhosePingsNobodyAnswersIsConfirmedWhenItOpens() {
        Rig rig = new Rig(
                NEVER.withPings(Pings.of(PingFrame.text("hi", ""), 20 * MS, Cadence.FIXED)), 0, MessagePlan.NONE);

        rig.open();

        assertTrue(rig.events.take().contains("0 answered"));
    }

    static Stream<Arguments> refused() {
        Pings shared = new Pings(PingFrame.WEBSOCKET, 20, Cadence.FIXED, Phase.SHARED);
        Pings tellsTime = Pings.of(PingFrame.text("{unix}", ""), 20, Cadence.FIXED);
        HeartbeatRule idle = HeartbeatRule.idle(Activity.ANY_BYTES, 30, 0);
        return Stream.of(
                arguments("any-io", idle.withActivity(Activity.ANY_IO)),
                arguments("shared", NEVER.withPings(shared)),
                arguments("{unix}", NEVER.withPings(tellsTime)),
                arguments("counted", idle.withScan(Scan.counted(5))),
                arguments("clock", idle.withScan(new Scan(5, Scan.Grid.CONNECTION, 10, false))),
                arguments("first-scan", idle.withScan(new Scan(5, Scan.Grid.SHARED, 0, true))),
                arguments("resume", idle.withExpiry(Expiry.silent(30, new OnExpiry(0, "", 1)))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatOnlyAServerCanDo(String key, HeartbeatRule rule) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new Rig(rule, 0, MessagePlan.NONE));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith("a client cannot do ") && message.contains(key), message);
    }

    private static void hear(Rig rig, String text) {
        rig.transport.network().onText(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Rig opened(HeartbeatRule rule) {
        Rig rig = new Rig(rule, 0, MessagePlan.NONE).open();
        rig.events.take();
        return rig;
    }
}
