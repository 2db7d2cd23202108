package dev.flatline.chaos;

import static dev.flatline.chaos.Frames.ping;
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

/** Frames that are late, in virtual time. */
final class FrameDelayTest {

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
    void aLateFrameHoldsUpWhatComesBehindIt() {
        Connection connection = rig.upgraded();
        rig.on("frame_delay", "opcode", "ping", "delay", 100L);

        connection.fromServer(text("a") + ping("b") + text("c"));
        assertEquals(text("a"), connection.client.sent.toString());
        rig.pass(40);
        connection.fromServer(text("d"));
        connection.relay.finRead(Direction.DOWNSTREAM);
        rig.pass(59);
        assertEquals(text("a"), connection.client.sent.toString());
        assertFalse(connection.client.fin);
        rig.pass(1);

        assertEquals(text("a") + ping("b") + text("c") + text("d"), connection.client.sent.toString());
        assertTrue(connection.client.fin);
        assertEquals(
                List.of("delay 100.0 100.0", "delay 100.0 100.0", "delay 60.0 60.0", "delay 60.0 60.0"), rig.done());
    }

    @Test
    void theDelayCountsFromTheLastByteOfAFrame() {
        Connection connection = rig.upgraded();
        rig.on("frame_delay", "delay", 100L);

        connection.fromServer(text("late").substring(0, 3));
        rig.pass(50);
        connection.fromServer(text("late").substring(3));
        rig.pass(99);
        assertEquals("", connection.client.sent.toString());
        rig.pass(1);

        assertEquals(text("late"), connection.client.sent.toString());
    }

    @Test
    void whatIsUnderWayGoesOnWhenItIsTakenOffOrChanged() {
        Connection connection = rig.upgraded();
        rig.on("frame_delay", "delay", 1000L);
        connection.fromServer(text("a") + text("b").substring(0, 2));

        rig.on("frame_delay", "delay", 100L);
        assertEquals(text("a"), connection.client.sent.toString());
        connection.fromServer(text("b").substring(2) + text("c").substring(0, 2));
        rig.pass(99);
        assertEquals(text("a"), connection.client.sent.toString());
        rig.off();
        assertEquals(text("a") + text("b") + text("c").substring(0, 2), connection.client.sent.toString());
        connection.fromServer(text("c").substring(2));

        assertEquals(text("a") + text("b") + text("c"), connection.client.sent.toString());
    }

    @Test
    void aFrameThatIsTooLargeToWaitForPassesAndTheLedgerSaysSo() {
        Connection connection = rig.upgraded();
        rig.on("frame_delay", "delay", 100L);
        String large = text("x".repeat(RelayRig.MAX_HELD));

        connection.fromServer(large.substring(0, 500));
        connection.fromServer(large.substring(500));

        assertEquals(large, connection.client.sent.toString());
        assertEquals(List.of("too_large 1000.0 985.0"), rig.done());
    }

    @Test
    void delayedFramesPauseTheSourceBeforeTheyAreTooMany() {
        Connection connection = rig.upgraded();
        rig.on("frame_delay", "delay", 1000L);
        String frame = text("x".repeat(500));
        int weight = frame.length() + 64;

        int sent = 0;
        while (connection.server.reading && sent < 100) {
            connection.fromServer(frame);
            sent++;
        }

        assertTrue(
                sent * weight >= RelayRig.MAX_DELAYED && (sent - 1) * weight < RelayRig.MAX_DELAYED, sent + " frames");
        rig.pass(1000);
        assertTrue(connection.server.reading);
        assertEquals(frame.repeat(sent), connection.client.sent.toString());
    }

    @Test
    void delaysInSeriesAddUp() {
        Connection connection = rig.upgraded();
        rig.rig.toxics(
                RelayRig.toxic("t", Stream.BOTH, Faults.make("frame_delay", "delay", 500L)),
                RelayRig.toxic("u", Stream.BOTH, Faults.make("frame_delay", "delay", 500L)));

        connection.fromServer(text("a"));
        rig.pass(999);
        assertEquals("", connection.client.sent.toString());
        rig.pass(1);

        assertEquals(text("a"), connection.client.sent.toString());
    }
}
