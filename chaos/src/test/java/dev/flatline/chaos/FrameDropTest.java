package dev.flatline.chaos;

import static dev.flatline.chaos.Frames.UPGRADED;
import static dev.flatline.chaos.Frames.masked;
import static dev.flatline.chaos.Frames.ping;
import static dev.flatline.chaos.Frames.pong;
import static dev.flatline.chaos.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames that vanish, in virtual time; and with them what all frame toxics share. */
final class FrameDropTest {

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
    void onlyPongsVanishInBothDirections() {
        Connection connection = rig.upgraded();
        rig.on("frame_drop", "opcode", "pong");

        connection.fromClient(masked(ping("a") + pong("b") + text("c")));
        connection.fromServer(ping("a") + pong("b") + text("c"));

        assertEquals(masked(ping("a") + text("c")), connection.server.sent.toString());
        assertEquals(ping("a") + text("c"), connection.client.sent.toString());
        assertEquals(List.of("drop 1.0 1.0", "drop 1.0 1.0"), rig.done());
    }

    @Test
    void aConnectionThatIsNotUpgradedYetIsHitFromItsFirstFrame() {
        rig.on("frame_drop", "opcode", "text");
        Connection connection = rig.rig.open(1);

        connection.fromServer(UPGRADED + text("a") + ping("b"));
        connection.fromClient(masked(text("c") + ping("d")));

        assertEquals(UPGRADED + ping("b"), connection.client.sent.toString());
        assertEquals(masked(ping("d")), connection.server.sent.toString());
    }

    @Test
    void theNextRequestOfAClientThatWasRefusedPassesWhole() {
        rig.on("frame_drop");
        Connection connection = rig.rig.open(1);
        connection.fromClient("early");
        connection.fromServer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");

        connection.fromClient(Faults.head(1));

        assertEquals("early" + Faults.head(1), connection.server.sent.toString());
        assertEquals(List.of(), rig.done());
    }

    @Test
    void whatIsNoWebSocketPasses() {
        rig.on("frame_drop");
        Connection connection = rig.rig.accept();
        connection.fromClient("POST / HTTP/1.1\r\n\r\n");
        connection.relay.connected();

        connection.fromClient(text("a"));
        connection.fromServer(UPGRADED + text("b"));

        assertEquals("POST / HTTP/1.1\r\n\r\n" + text("a"), connection.server.sent.toString());
        assertEquals(UPGRADED + text("b"), connection.client.sent.toString());
    }

    @Test
    void sizeTurnAndStreamNarrowItDown() {
        Connection connection = rig.upgraded();
        rig.on(Stream.DOWNSTREAM, "frame_drop", "opcode", "text binary", "min", 2L, "max", 3L, "every", 2L);

        connection.fromServer(
                text("1") + text("22") + text("333") + ping("22") + text("4444") + text("55") + text("66"));
        connection.fromClient(masked(text("22") + text("22")));

        String left = text("1") + text("22") + ping("22") + text("4444") + text("55");
        assertEquals(left, connection.client.sent.toString());
        assertEquals(masked(text("22") + text("22")), connection.server.sent.toString());
    }

    @Test
    void aShareOfTheFramesIsDrawnFromTheSeed() {
        String first = dropsOfAShare();

        assertEquals(first, dropsOfAShare());
        int left = first.length() / text("x").length();
        assertTrue(left > 60 && left < 140, left + " of 200 are left");
    }

    private static String dropsOfAShare() {
        FrameRig rig = new FrameRig();
        Connection connection = rig.upgraded();
        rig.on("frame_drop", "probability", 0.5);
        for (int i = 0; i < 200; i++) {
            connection.fromServer(text(Character.toString((char) ('A' + i % 26))));
        }
        String sent = connection.client.sent.toString();
        rig.close();
        return sent;
    }

    @Test
    void aFrameThatHasBegunToGoOnIsNotHitAndOneThatIsDroppedIsDroppedToItsEnd() {
        Connection connection = rig.upgraded();
        connection.fromServer(text("before").substring(0, 4));
        rig.on("frame_drop");
        connection.fromServer(text("before").substring(4) + text("dropped").substring(0, 4));
        rig.off();

        connection.fromServer(text("dropped").substring(4) + text("after"));

        assertEquals(text("before") + text("after"), connection.client.sent.toString());
    }

    @Test
    void anUpdateInMidFrameKeepsDroppingItAndKeepsTheCount() {
        Connection connection = rig.upgraded();
        rig.on("frame_drop", "every", 2L);
        connection.fromServer(text("1") + text("dropped").substring(0, 4));

        rig.on("frame_drop", "every", 3L);
        connection.fromServer(text("dropped").substring(4) + text("3") + text("4"));

        assertEquals(text("1") + text("4"), connection.client.sent.toString());
    }

    @Test
    void aToxicOfAnotherTypeInItsPlaceWaitsForTheEndOfAFrameThatIsDropped() {
        Connection connection = rig.upgraded();
        rig.on("frame_drop");
        connection.fromServer(text("dropped").substring(0, 4));

        rig.on("frame_duplicate");
        connection.fromServer(text("dropped").substring(4) + text("twice").substring(0, 3));
        rig.on("latency", "latency", 10L);
        connection.fromServer(text("twice").substring(3));
        rig.pass(10);

        assertEquals(text("twice"), connection.client.sent.toString());
        assertEquals(List.of("drop 7.0 7.0", "delay 10.0 10.0"), rig.done());
    }

    @Test
    void aHeaderThatIsCutWaitsAndGoesOnWhenTheStreamEnds() {
        Connection connection = rig.upgraded();
        rig.on("frame_drop", "opcode", "text");

        connection.fromServer(ping("").substring(0, 1));
        assertEquals("", connection.client.sent.toString());
        connection.relay.finRead(Direction.DOWNSTREAM);

        assertEquals(ping("").substring(0, 1), connection.client.sent.toString());
        assertTrue(connection.client.fin);
    }

    @Test
    void aFrameOfAGigabyteIsDroppedWithoutBeingKept() {
        Connection connection = rig.upgraded();
        rig.on("frame_drop");

        connection.fromServer("\u0082\u007F\0\0\0\0@\0\0\0");
        for (int i = 0; i < 1000; i++) {
            connection.fromServer("x".repeat(1000));
            assertEquals(0, rig.rig.context.room().takenBytes());
        }

        assertEquals("", connection.client.sent.toString());
        assertTrue(connection.server.reading);
        assertFalse(connection.client.closed);
    }

    @Test
    void twoOfThemInARowStayInStepWhenTheSecondComesInTheMiddleOfAFrameOfTheFirst() {
        Connection connection = rig.upgraded();
        rig.on("frame_drop", "opcode", "text");
        connection.fromServer(text("dropped").substring(0, 4));
        rig.rig.toxics(
                RelayRig.toxic("t", Stream.BOTH, Faults.make("frame_drop", "opcode", "text")),
                RelayRig.toxic("u", Stream.BOTH, Faults.make("frame_drop", "opcode", "ping")));

        connection.fromServer(text("dropped").substring(4) + ping("dropped") + pong("kept"));

        assertEquals(pong("kept"), connection.client.sent.toString());
    }

    @Test
    void badAttributesAreNamedWithWhatIsAccepted() {
        assertMessage("opcode: pang, accepted are words of text,", "opcode", "pang");
        assertMessage("opcode: text min=3, accepted are words of", "opcode", "text min=3");
        assertMessage("min: -1, accepted is 0", "min", -1L);
        assertMessage("max: 2, accepted is min, which is 3", "min", 3L, "max", 2L);
        assertMessage("every: 0, accepted is 1", "every", 0L);
        assertMessage("probability: 0.0, accepted is above 0", "probability", 0.0);
    }

    private static void assertMessage(String start, Object... attributes) {
        String message = assertThrows(IllegalArgumentException.class, () -> Faults.make("frame_drop", attributes))
                .getMessage();
        assertTrue(String.valueOf(message).startsWith(start), message);
    }
}
