package dev.flatline.chaos;

import static dev.flatline.chaos.Frames.UPGRADED;
import static dev.flatline.chaos.Frames.close;
import static dev.flatline.chaos.Frames.masked;
import static dev.flatline.chaos.Frames.ping;
import static dev.flatline.chaos.Frames.readByClient;
import static dev.flatline.chaos.Frames.readByServer;
import static dev.flatline.chaos.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames that nobody sent, and goodbyes that nobody hears, in virtual time. */
final class FrameCloseTest {

    private final FrameRig rig = new FrameRig();

    @AfterAll
    static void leaksNothing() {
        LeakWatch.assertNone();
    }

    @AfterEach
    void leavesNothingBehind() {
        rig.close();
    }

    @Test
    void pingsComeOnTheBeatMaskedTowardsTheServer() {
        Connection connection = rig.upgraded();
        rig.on("frame_inject", "payload", "hi", "every", 100L, "after", 50L);

        rig.pass(49);
        assertEquals("", connection.client.sent.toString());
        rig.pass(201);

        assertEquals(List.of("ping hi", "ping hi", "ping hi"), readByClient(connection.client.sent));
        assertEquals(List.of("ping hi", "ping hi", "ping hi"), readByServer(connection.server.sent));
        assertEquals(6, rig.done().stream().filter("inject 2.0 2.0"::equals).count());
    }

    @Test
    void aPongWaitsForTheEndOfAFrameAndNoSecondOneWithIt() {
        Connection connection = rig.upgraded();
        connection.fromServer(text("long").substring(0, 3));
        rig.on(Stream.DOWNSTREAM, "frame_inject", "frame", "pong", "every", 100L);

        rig.pass(350);
        rig.on(Stream.DOWNSTREAM, "frame_inject", "frame", "pong", "every", 100L, "after", 100L);
        assertEquals(text("long").substring(0, 3), connection.client.sent.toString());
        connection.fromServer(text("long").substring(3) + ping("next"));

        assertEquals(List.of("text long", "pong ", "ping next"), readByClient(connection.client.sent));
        assertEquals(List.of("inject 0.0 0.0"), rig.done());
    }

    @Test
    void nothingIsInjectedBeforeTheServerHasAgreedNorAfterTheEnd() {
        rig.on("frame_inject", "every", 100L);
        Connection connection = rig.rig.open(1);
        rig.pass(1000);
        assertEquals("", connection.client.sent.toString() + connection.server.sent);

        connection.fromServer(UPGRADED);
        connection.relay.finRead(Direction.UPSTREAM);
        rig.pass(1000);

        assertEquals(UPGRADED + ping("").repeat(10), connection.client.sent.toString());
        assertEquals("", connection.server.sent.toString());
    }

    @Test
    void aCloseFrameIsSentOnceToTheClientAndItsAnswerReachesTheServer() {
        Connection connection = rig.upgraded();
        rig.on(Stream.DOWNSTREAM, "frame_close", "code", 1012L, "reason", "restart", "after", 100L);

        rig.pass(100);
        rig.on(Stream.DOWNSTREAM, "frame_close", "code", 1013L);
        rig.pass(100);
        connection.fromClient(masked(close(1012)));

        assertEquals(List.of("close 1012 restart"), readByClient(connection.client.sent));
        assertEquals("\u0088\u0009", connection.client.sent.substring(0, 2));
        assertEquals(11, connection.client.sent.length());
        assertEquals(masked(close(1012)), connection.server.sent.toString());
        assertEquals(List.of("send_close 100.0 100.0"), rig.done());
    }

    @Test
    void bothSidesAreClosedAndTheirAnswersSwallowed() {
        Connection connection = rig.upgraded();
        rig.on("frame_close", "code", 1005L, "swallow", true);
        rig.pass(0);

        connection.fromClient(masked(text("x") + close(1000)));
        connection.fromServer(close(1000) + text("y"));

        assertEquals("\u0088\0" + text("y"), connection.client.sent.toString());
        String toServer = connection.server.sent.toString();
        assertEquals("\u0088\u0080", toServer.substring(0, 2));
        assertEquals(masked(text("x")), toServer.substring(6));
        assertEquals(
                List.of("send_close 0.0 0.0", "send_close 0.0 0.0", "swallow_close 2.0 2.0", "swallow_close 2.0 2.0"),
                rig.done());
    }

    @Test
    void aCloseFrameWaitsForTheUpgradeAndForTheEndOfAFrame() {
        rig.on("frame_close", "then", "fin");
        Connection connection = rig.rig.open(1);
        rig.pass(1000);
        assertEquals("", connection.client.sent.toString() + connection.server.sent);

        connection.fromServer(UPGRADED + text("hello").substring(0, 4));
        rig.pass(100);
        assertEquals(List.of("close 1001 "), readByServer(connection.server.sent));
        assertFalse(connection.client.fin);
        connection.fromServer(text("hello").substring(4));
        rig.pass(0);

        assertEquals(
                List.of("text hello", "close 1001 "),
                readByClient(connection.client.sent.substring(UPGRADED.length())));
        assertTrue(connection.client.fin && connection.server.fin);
    }

    @Test
    void anRstFollowsTheCloseFrameIfAsked() {
        Connection connection = rig.upgraded();
        rig.on(Stream.UPSTREAM, "frame_close", "then", "rst");
        rig.pass(0);

        assertEquals(List.of("close 1001 "), readByServer(connection.server.sent));
        assertEquals("", connection.client.sent.toString());
        assertTrue(connection.client.reset && connection.server.reset);
    }

    @Test
    void aCloseFrameThatStillWaitsIsForgottenWhenTheToxicIsTakenOff() {
        Connection connection = rig.upgraded();
        connection.fromServer(text("hello").substring(0, 4));
        rig.on(Stream.DOWNSTREAM, "frame_close");
        rig.pass(10);

        rig.off();
        connection.fromServer(text("hello").substring(4));

        assertEquals(text("hello"), connection.client.sent.toString());
    }

    @Test
    void aSwallowedGoodbyeWithholdsTheEndUntilTheToxicIsTakenOff() {
        Connection connection = rig.upgraded();
        rig.on("swallow_close");

        connection.fromClient(masked(text("a") + close(1000)));
        connection.relay.finRead(Direction.UPSTREAM);
        rig.on("swallow_close");
        connection.fromServer(text("b"));
        assertFalse(connection.server.fin);
        rig.off();

        assertEquals(masked(text("a")), connection.server.sent.toString());
        assertEquals(text("b"), connection.client.sent.toString());
        assertTrue(connection.server.fin);
        assertEquals(List.of("swallow_close 2.0 2.0"), rig.done());
    }

    @Test
    void anEndWithoutAGoodbyePasses() {
        Connection connection = rig.upgraded();
        rig.on("swallow_close");

        connection.relay.finRead(Direction.DOWNSTREAM);

        assertTrue(connection.client.fin);
    }

    @Test
    void aLifetimeMayEndWithACloseFrameBetweenTwoFrames() {
        rig.on("max_lifetime", "lifetime", 1000L, "end", "close", "code", 1013L);
        Connection connection = rig.upgraded();
        connection.fromServer(text("hello").substring(0, 4));
        rig.pass(1000);
        assertEquals(List.of("close 1013 "), readByServer(connection.server.sent));
        assertFalse(connection.client.fin);

        connection.fromServer(text("hello").substring(4));
        rig.pass(0);

        assertEquals(List.of("text hello", "close 1013 "), readByClient(connection.client.sent));
        assertTrue(connection.client.fin && connection.server.fin);
        assertEquals(List.of("close 1000.0 1000.0", "send_close 0.0 0.0", "send_close 0.0 0.0"), rig.done());
    }

    @Test
    void aLifetimeWithoutWebSocketsEndsWithAFin() {
        rig.on("max_lifetime", "lifetime", 1000L, "end", "close");
        Connection connection = rig.rig.accept();
        connection.relay.connected();

        rig.pass(1000);

        assertEquals("", connection.client.sent.toString());
        assertTrue(connection.client.fin && connection.server.fin);
    }
}
