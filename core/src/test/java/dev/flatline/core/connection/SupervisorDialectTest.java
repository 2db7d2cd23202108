package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.ActionCable;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.EngineIo3;
import dev.flatline.core.dialect.EngineIo4;
import dev.flatline.core.dialect.Phoenix;
import dev.flatline.core.dialect.SignalR;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.load.MessagePlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that speaks a dialect: what of it decides about the life of its connection. */
class SupervisorDialectTest {

    private static final long MS = Rig.MS;
    private static final HeartbeatRule WAITS_FOR_PINGS =
            HeartbeatRule.NONE.withActivity(Activity.PEER_PINGS).withExpiry(Expiry.silent(45_000 * MS, OnExpiry.CUT));
    private static final String OPEN = "0{\"sid\":\"E\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200}";

    @Test
    void aConnectionIsOpenWhenTheGreetingIsThrough() {
        Rig rig = accepted(EngineIo4.DIALECT, WAITS_FOR_PINGS);

        rig.advance(10);
        hear(rig, OPEN);
        assertFalse(rig.client.isOpen());
        assertEquals(List.of("connect", "text 40"), rig.transport.calls);
        rig.advance(10);
        hear(rig, "40{\"sid\":\"S\"}");

        assertTrue(rig.client.isOpen());
        assertEquals(List.of("20 opened 0 0 0", "20 answered"), rig.events.take());
    }

    @Test
    void aGreetingThatDoesNotComeIsAFailureOfItsOwn() {
        Rig rig = accepted(EngineIo4.DIALECT, WAITS_FOR_PINGS);

        hear(rig, OPEN);
        rig.advance(Rig.ATTEMPT_TIMEOUT);

        assertEquals(List.of("1000 failed greeting-timeout 0", "1000 backoff 100"), rig.events.take());
        assertEquals(List.of("connect", "text 40", "abort"), rig.transport.calls);
    }

    @Test
    void aClientLivesByTheIntervalsThatItsServerTold() {
        Rig rig = joined();

        rig.advance(499);
        assertTrue(rig.client.isOpen());
        rig.advance(1);

        assertEquals(List.of("500 lost heartbeat-expired 0", "500 backoff 100"), rig.events.take());
    }

    @Test
    void onlyThePingsOfTheServerKeepAClientThatWaitsForThem() {
        Rig rig = joined();

        rig.advance(300);
        hear(rig, "2");
        assertEquals("3", new String(rig.transport.lastText, StandardCharsets.UTF_8));
        rig.advance(300);
        hear(rig, "42[\"message\",\"hello\"]");
        hear(rig, "42[\"news\",1]");
        rig.transport.network().onBytes();
        rig.advance(199);
        assertTrue(rig.client.isOpen());
        rig.advance(1);

        assertEquals(List.of("800 lost heartbeat-expired 0", "800 backoff 100"), rig.events.take());
    }

    @Test
    void theNextServerMayTellOtherIntervals() {
        Rig rig = joined();
        rig.transport.network().onClosed(CloseCause.RESET, 0);
        rig.advance(100);
        rig.transport.accept();
        hear(rig, OPEN.replace("300", "900"));
        hear(rig, "40{\"sid\":\"S\"}");
        rig.events.take();

        rig.advance(1_099);
        assertTrue(rig.client.isOpen());
        rig.advance(1);

        assertFalse(rig.client.isOpen());
    }

    @Test
    void whoIsSentAwayClosesAndTellsItsPolicy() {
        Rig rig = joined();

        hear(rig, "41");

        assertEquals(List.of("0 lost sent-away 0", "0 backoff 100"), rig.events.take());
        assertEquals("close 1005", rig.transport.calls.get(rig.transport.calls.size() - 1));
    }

    @Test
    void whoIsSentBackIsToldApart() {
        Rig rig = accepted(ActionCable.DIALECT, HeartbeatRule.NONE);
        hear(rig, "{\"type\":\"welcome\"}");
        hear(rig, "{\"identifier\":\"x\",\"type\":\"confirm_subscription\"}");
        rig.events.take();

        hear(rig, "{\"type\":\"disconnect\",\"reason\":\"server_restart\",\"reconnect\":true}");

        assertEquals(List.of("0 lost sent-back 0", "0 backoff 100"), rig.events.take());
    }

    @Test
    void whoIsSentAwayBeforeItJoinedHasFailedAnAttempt() {
        Rig rig = accepted(SignalR.DIALECT, HeartbeatRule.NONE);

        hear(rig, "{\"error\":\"no\"}\u001e");

        assertEquals(List.of("0 failed sent-back 0", "0 backoff 100"), rig.events.take());
    }

    /** What follows in the same text is said to a client that has gone. */
    @Test
    void whatFollowsTheLastWordChangesNothing() {
        Rig rig = accepted(SignalR.DIALECT, HeartbeatRule.NONE);
        hear(rig, "{}\u001e");
        rig.events.take();

        hear(rig, "{\"type\":7}\u001e{\"type\":6}\u001e{\"type\":7}\u001e");

        assertEquals(List.of("0 lost sent-away 0", "0 backoff 100"), rig.events.take());
    }

    @Test
    void pingsInTextAreAskedAnsweredAndMeasured() {
        HeartbeatRule heartbeat = HeartbeatRule.NONE
                .withActivity(Activity.MESSAGES)
                .withPings(Pings.of(PingFrame.text("any", "any"), 30 * MS, Cadence.AFTER_ANSWER));
        Rig rig = accepted(Phoenix.DIALECT, heartbeat);
        hear(rig, "[\"0\",\"0\",\"room:lobby\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
        rig.events.take();

        rig.advance(30);
        assertEquals(
                "text [null,\"1\",\"phoenix\",\"heartbeat\",{}]",
                rig.transport.calls.get(rig.transport.calls.size() - 1));
        rig.advance(5);
        hear(rig, "[null,\"1\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");

        assertEquals(List.of("35 pong due 30 sent 30"), rig.events.take());
    }

    @Test
    void aClientPingsAsOftenAsItsServerAsks() {
        HeartbeatRule heartbeat = HeartbeatRule.NONE
                .withActivity(Activity.MESSAGES)
                .withPings(Pings.of(PingFrame.text("2", "3"), 25_000 * MS, Cadence.AFTER_ANSWER));
        Rig rig = accepted(EngineIo3.DIALECT, heartbeat);
        hear(rig, OPEN);
        hear(rig, "40");

        rig.advance(300);

        assertEquals(List.of("connect", "text 2"), rig.transport.calls);
    }

    @Test
    void messagesTravelInsideTheDialect() {
        Rig rig = new Rig(EngineIo4.DIALECT, HeartbeatRule.NONE, 0, new MessagePlan(100 * MS, 64)).open();
        hear(rig, OPEN);
        hear(rig, "40{\"sid\":\"S\"}");
        rig.events.take();

        rig.advance(50);
        String sent = new String(rig.transport.lastText, StandardCharsets.UTF_8);
        assertTrue(sent.startsWith("42[\"message\",\"fl:0:"), sent);
        rig.advance(10);
        rig.transport.network().onText(rig.transport.lastText);

        assertEquals(List.of("50 sent", "60 echo due 50 sent 50"), rig.events.take());
    }

    private static Rig accepted(Dialect dialect, HeartbeatRule heartbeat) {
        Rig rig = new Rig(dialect, heartbeat, 0, MessagePlan.NONE).open();
        rig.events.take();
        return rig;
    }

    private static Rig joined() {
        Rig rig = accepted(EngineIo4.DIALECT, WAITS_FOR_PINGS);
        hear(rig, OPEN);
        hear(rig, "40{\"sid\":\"S\"}");
        rig.events.take();
        return rig;
    }

    private static void hear(Rig rig, String text) {
        rig.transport.network().onText(text.getBytes(StandardCharsets.UTF_8));
    }
}
