package dev.flatline.chaos;

import static dev.flatline.chaos.Frames.frame;
import static dev.flatline.chaos.Frames.ping;
import static dev.flatline.chaos.Frames.readByClient;
import static dev.flatline.chaos.Frames.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.core.fault.Direction;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Late frames that others may pass, in virtual time. */
final class FrameOvertakeTest {

    private static final int TEXT = 0x01;
    private static final int CONTINUATION = 0x00;
    private static final int FIN = 0x80;

    private final FrameRig rig = new FrameRig();

    @AfterAll
    static void leaksNothing() {
        LeakWatch.assertNone();
    }

    @AfterEach
    void leavesNothingBehind() {
        rig.close();
    }

    private Connection late(Object... attributes) {
        Connection connection = rig.upgraded();
        Object[] all = new Object[attributes.length + 4];
        System.arraycopy(new Object[] {"overtake", true, "delay", 100L}, 0, all, 0, 4);
        System.arraycopy(attributes, 0, all, 4, attributes.length);
        rig.on("frame_delay", all);
        return connection;
    }

    @Test
    void wholeMessagesAndControlFramesPassALateMessage() {
        Connection connection = late("max", 1L, "opcode", "text");

        connection.fromServer(text("a") + ping("b") + text("cc"));
        connection.relay.finRead(Direction.DOWNSTREAM);
        assertEquals(ping("b") + text("cc"), connection.client.sent.toString());
        assertFalse(connection.client.fin);
        rig.pass(100);

        assertEquals(ping("b") + text("cc") + text("a"), connection.client.sent.toString());
        assertTrue(connection.client.fin);
        assertEquals(List.of("delay 100.0 100.0"), rig.done());
    }

    @Test
    void noDataPassesALateFragmentAndControlFramesDo() {
        Connection connection = late("opcode", "continuation", "max", 1L);
        String rest = frame(CONTINUATION, "b") + frame(FIN | CONTINUATION, "cc") + text("next");

        connection.fromServer(frame(TEXT, "a") + rest + ping("p"));
        assertEquals(frame(TEXT, "a") + ping("p"), connection.client.sent.toString());
        rig.pass(100);

        assertEquals(frame(TEXT, "a") + ping("p") + rest, connection.client.sent.toString());
        List<String> read = readByClient(connection.client.sent);
        assertEquals(List.of("fragment", "ping p", "fragment", "text abcc", "text next"), read);
    }

    @Test
    void aMessageThatComesInPartsDoesNotPassALateOneAndStaysInOnePiece() {
        Connection connection = late("opcode", "text", "max", 1L);

        connection.fromServer(text("a") + frame(TEXT, "part ") + ping("p"));
        rig.pass(60);
        connection.fromServer(frame(FIN | CONTINUATION, "whole"));
        assertEquals(ping("p"), connection.client.sent.toString());
        rig.pass(40);

        assertEquals(List.of("ping p", "text a", "fragment", "text part whole"), readByClient(connection.client.sent));
    }

    @Test
    void aLateMessageWaitsForAFrameThatIsTooLargeToGather() {
        Connection connection = late("opcode", "text", "max", 1L);
        String large = text("x".repeat(2000));

        connection.fromServer(text("a") + large.substring(0, 10));
        rig.pass(200);
        connection.fromServer(large.substring(10, 1000));
        assertEquals(large.substring(0, 1000), connection.client.sent.toString());
        connection.fromServer(large.substring(1000) + ping("p").substring(0, 1));

        assertEquals(large + text("a"), connection.client.sent.toString());
        connection.fromServer(ping("p").substring(1));
        assertEquals(large + text("a") + ping("p"), connection.client.sent.toString());
    }

    @Test
    void lateFramesGoOnWhenItIsTakenOffOrUpdatedInTheMiddleOfAnotherFrame() {
        Connection connection = late("opcode", "text", "max", 1L);
        String large = text("x".repeat(2000));

        connection.fromServer(text("a") + large.substring(0, 1000));
        rig.on("frame_delay", "delay", 7L, "max", 1L);
        connection.fromServer(large.substring(1000) + text("yy"));
        assertEquals(large + text("a") + text("yy"), connection.client.sent.toString());
        connection.client.sent.setLength(0);

        rig.on("frame_delay", "overtake", true, "delay", 100L, "max", 1L);
        connection.fromServer(text("b") + large.substring(0, 1000));
        rig.off();
        connection.fromServer(large.substring(1000));
        assertEquals(large + text("b"), connection.client.sent.toString());
        connection.fromServer(text("c"));

        assertEquals(large + text("b") + text("c"), connection.client.sent.toString());
    }

    @Test
    void aFloodOfEmptyFramesPausesTheSource() {
        Connection connection = late("opcode", "ping");

        int sent = 0;
        while (connection.server.reading && sent < 1000) {
            connection.fromServer(ping(""));
            sent++;
        }

        assertTrue(sent < 200, sent + " frames");
    }
}
