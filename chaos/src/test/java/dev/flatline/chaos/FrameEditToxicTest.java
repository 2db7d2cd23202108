package dev.flatline.chaos;

import static dev.flatline.chaos.Frames.frame;
import static dev.flatline.chaos.Frames.masked;
import static dev.flatline.chaos.Frames.ping;
import static dev.flatline.chaos.Frames.readByClient;
import static dev.flatline.chaos.Frames.readByServer;
import static dev.flatline.chaos.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.core.fault.Direction;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that go on changed, in virtual time, read by a reader that follows the standard. */
final class FrameEditToxicTest {

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
    void duplicatesAreReadTwiceOnBothSides() {
        Connection connection = rig.upgraded();
        rig.on("frame_duplicate", "opcode", "text");

        connection.fromServer(text("a") + ping("b"));
        connection.fromClient(masked(text("c")));

        assertEquals(List.of("text a", "text a", "ping b"), readByClient(connection.client.sent));
        assertEquals(List.of("text c", "text c"), readByServer(connection.server.sent));
        assertEquals(List.of("duplicate 1.0 1.0", "duplicate 1.0 1.0"), rig.done());
    }

    @Test
    void aTruncatedFrameTakesTheNextOnesForItsRest() {
        Connection connection = rig.upgraded();
        rig.on("frame_truncate", "opcode", "binary", "keep", 2L, "min", 5L);

        connection.fromServer(frame(0x82, "12345") + ping("6") + ping("7"));

        assertEquals(List.of("binary 12" + ping("6"), "ping 7"), readByClient(connection.client.sent));
        assertEquals(List.of("truncate 5.0 2.0"), rig.done());
    }

    @Test
    void nothingFollowsATruncatedFrameThatEndsTheConnection() {
        Connection reset = rig.upgraded();
        Connection closed = rig.upgraded();
        rig.on("frame_truncate", "opcode", "text", "keep", 1L, "then", "reset");
        reset.fromServer(ping("") + text("abc") + ping("lost"));
        rig.off();
        rig.on("frame_truncate", "opcode", "text", "keep", 1L, "then", "close");
        closed.fromServer(ping("") + text("abc") + ping("lost"));

        assertEquals(ping("") + text("abc").substring(0, 3), reset.client.sent.toString());
        assertTrue(reset.client.reset && reset.server.reset);
        assertEquals(ping("") + text("abc").substring(0, 3), closed.client.sent.toString());
        assertTrue(closed.client.fin && closed.server.fin);
        assertFalse(closed.client.reset || closed.server.reset);
    }

    @ParameterizedTest
    @CsvSource({
        "mask, violation a server's frame is masked",
        "rsv1, violation a reserved bit is set",
        "rsv2, violation a reserved bit is set",
        "rsv3, violation a reserved bit is set",
        "opcode, violation unknown opcode"
    })
    void aCorruptHeaderIsRefusedByItsReader(String what, String refusal) {
        Connection connection = rig.upgraded();
        rig.on("frame_corrupt", "what", what, "opcode", "text");

        connection.fromServer(ping("a") + text("hello"));

        assertEquals(List.of("ping a", refusal), readByClient(connection.client.sent));
        assertEquals(List.of("corrupt 5.0 5.0"), rig.done());
    }

    @Test
    void aCorruptPayloadOrMaskIsReadAsAnotherText() {
        Connection connection = rig.upgraded();
        rig.on("frame_corrupt", "opcode", "binary ping");
        connection.fromServer(ping("hello") + ping(""));
        String damaged = readByClient(connection.client.sent).get(0);
        assertEquals("ping hello".length(), damaged.length());
        assertNotEquals("ping hello", damaged);

        rig.on("frame_corrupt", "what", "mask");
        connection.fromClient(masked(ping("hello")));

        assertNotEquals(List.of("ping hello"), readByServer(connection.server.sent));
        assertEquals(List.of("corrupt 5.0 5.0", "corrupt 5.0 5.0"), rig.done());
    }

    @Test
    void aWrongLengthShiftsWhatIsRead() {
        Connection connection = rig.upgraded();
        rig.on("frame_corrupt", "what", "length", "by", -1L, "opcode", "text");
        connection.fromServer(text("ab"));
        assertEquals("\u0081\u0001ab", connection.client.sent.toString());

        rig.on("frame_corrupt", "what", "length", "by", 1_000_000_000L, "opcode", "text");
        connection.fromServer(text(""));

        assertEquals("\u0081\u0001ab\u0081\u007F\0\0\0\0;\u009A\u00CA\0", connection.client.sent.toString());
    }

    @Test
    void fragmentsMakeTheSameMessage() {
        Connection connection = rig.upgraded();
        rig.on("frame_split", "fragments", 3L);

        connection.fromServer(text("hello") + ping("whole") + text("x"));
        connection.fromClient(masked(text("world")));

        List<String> read = readByClient(connection.client.sent);
        assertEquals(List.of("fragment", "fragment", "text hello", "ping whole", "text x"), read);
        assertEquals(List.of("fragment", "fragment", "text world"), readByServer(connection.server.sent));
        assertEquals(List.of("split 3.0 3.0", "split 3.0 3.0"), rig.done());
    }

    @Test
    void fragmentsComeWithPausesAndHoldUpWhatIsBehind() {
        Connection connection = rig.upgraded();
        rig.on("frame_split", "fragments", 3L, "pause", 2000L);

        connection.fromServer(text("abc") + ping("p"));
        assertEquals(3, connection.client.sent.length());
        rig.pass(2);
        assertEquals(6, connection.client.sent.length());
        rig.pass(1);
        assertEquals(6, connection.client.sent.length());
        rig.pass(1);

        List<String> read = readByClient(connection.client.sent);
        assertEquals(List.of("fragment", "fragment", "text abc", "ping p"), read);
    }

    @Test
    void framesWaitForOneAnotherUntilThereAreEnough() {
        Connection connection = rig.upgraded();
        rig.on("frame_coalesce", "opcode", "text", "frames", 3L);

        connection.fromServer(ping("a") + text("b"));
        connection.fromServer(ping("c"));
        connection.fromServer(text("d"));
        assertEquals(ping("a"), connection.client.sent.toString());
        connection.fromServer(text("e") + ping("f"));

        String all = ping("a") + text("b") + ping("c") + text("d") + text("e") + ping("f");
        assertEquals(all, connection.client.sent.toString());
        assertEquals(
                List.of(ping("a"), text("b") + ping("c") + text("d") + text("e"), ping("f")), connection.client.writes);
        assertEquals(List.of("coalesce 3.0 3.0"), rig.done());
    }

    @Test
    void theFirstFrameWaitsSoLongAndNoLonger() {
        Connection connection = rig.upgraded();
        rig.on("frame_coalesce", "wait", 50L);

        connection.fromServer(text("a"));
        rig.pass(49);
        connection.fromServer(text("b"));
        assertEquals("", connection.client.sent.toString());
        rig.pass(1);
        assertEquals(text("a") + text("b"), connection.client.sent.toString());
        connection.fromServer(text("c"));
        connection.relay.finRead(Direction.DOWNSTREAM);

        assertEquals(text("a") + text("b") + text("c"), connection.client.sent.toString());
        assertTrue(connection.client.fin);
        assertEquals(List.of("coalesce 10.0 2.0", "coalesce 10.0 1.0"), rig.done());
    }

    @Test
    void coalescedFramesGoOnBeforeTheyAreTooMany() {
        Connection connection = rig.upgraded();
        rig.on("frame_coalesce", "frames", 10_000L, "wait", 10_000L);
        String frame = text("x".repeat(300));

        for (int i = 0; i < 8; i++) {
            connection.fromServer(frame);
        }

        assertEquals(frame.repeat(8), connection.client.sent.toString());
        assertTrue(connection.server.reading);
    }

    @Test
    void badAttributesAreNamedWithWhatIsAccepted() {
        assertMessage("by: 0, accepted is", "frame_corrupt", "by", 0L);
        assertMessage("what: fin, accepted is one of", "frame_corrupt", "what", "fin");
        assertMessage("keep: -1, accepted is 0", "frame_truncate", "keep", -1L);
        assertMessage("fragments: 1, accepted is 2", "frame_split", "fragments", 1L);
        assertMessage("frames: 1, accepted is 2", "frame_coalesce", "frames", 1L);
        assertMessage("payload: 126 bytes", "frame_inject", "payload", "x".repeat(126));
        assertMessage("reason: 124 bytes", "frame_close", "reason", "x".repeat(124));
        assertMessage("code: 65536, accepted is 0", "frame_close", "code", 65_536L);
    }

    private static void assertMessage(String start, String type, Object... attributes) {
        String message = assertThrows(IllegalArgumentException.class, () -> Faults.make(type, attributes))
                .getMessage();
        assertTrue(String.valueOf(message).startsWith(start), message);
    }
}
