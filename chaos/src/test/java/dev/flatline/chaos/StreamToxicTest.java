package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static dev.flatline.chaos.RelayRig.toxic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Toxiproxy's toxics, in virtual time: as the recorded Toxiproxy 2.12 does them, and where we do better. */
final class StreamToxicTest {

    private final RelayRig rig = new RelayRig(1, 0);

    @AfterEach
    void leavesNothingBehind() {
        rig.shard.close();
        rig.toxics();

        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.open().get());
        assertEquals(0, rig.context.room().takenBytes());
    }

    private Connection open() {
        Connection connection = rig.accept();
        connection.relay.connected();
        return connection;
    }

    @Test
    void latencyIsOnOneDirectionOnly() {
        rig.toxics(toxic("slow", Stream.DOWNSTREAM, make("latency", "latency", 300L)));
        Connection connection = open();

        connection.fromClient("a");
        connection.fromServer("b");

        assertEquals("a", connection.server.sent.toString());
        assertEquals("", connection.client.sent.toString());
        rig.time.advance(300 * Faults.MILLIS);
        assertEquals("b", connection.client.sent.toString());
    }

    @Test
    void latencyLetsGoOfWhatIsUnderWayWhenItIsTakenOffOrChanged() {
        Connection connection = open();
        rig.toxics(toxic("slow", Stream.DOWNSTREAM, make("latency", "latency", 1000L)));
        connection.fromServer("a");

        rig.toxics(toxic("slow", Stream.DOWNSTREAM, make("latency", "latency", 100L)));
        assertEquals("a", connection.client.sent.toString());
        connection.fromServer("b");
        assertEquals("a", connection.client.sent.toString());
        rig.toxics();

        assertEquals("ab", connection.client.sent.toString());
    }

    @Test
    void stackedLatenciesAddUpAtEverySpacing() {
        rig.toxics(
                toxic("one", Stream.DOWNSTREAM, make("latency", "latency", 500L)),
                toxic("two", Stream.DOWNSTREAM, make("latency", "latency", 500L)));
        Connection connection = open();

        for (int i = 0; i < 300; i++) {
            connection.fromServer("x");
            rig.time.advance(10 * Faults.MILLIS);
            int arrived = connection.client.sent.length();
            assertEquals(Math.max(0, i + 1 - 99), arrived, "after chunk " + i);
        }
    }

    @Test
    void slowCloseDelaysTheEndAndNoByte() {
        rig.toxics(toxic("close", Stream.DOWNSTREAM, make("slow_close", "delay", 1500L)));
        Connection connection = open();

        connection.fromServer("bye");
        connection.relay.finRead(Direction.DOWNSTREAM);

        assertEquals("bye", connection.client.sent.toString());
        rig.time.advance(1500 * Faults.MILLIS - 1);
        assertFalse(connection.client.fin);
        rig.time.advance(1);
        assertTrue(connection.client.fin);
    }

    @Test
    void timeoutThrowsBytesAwayAndClosesAfterATimeWithoutAny() {
        rig.toxics(toxic("t", Stream.UPSTREAM, make("timeout", "timeout", 1000L)));
        Connection connection = open();

        rig.time.advance(900 * Faults.MILLIS);
        connection.fromClient("lost");
        rig.time.advance(999 * Faults.MILLIS);
        assertFalse(connection.client.fin || connection.client.closed);
        rig.time.advance(Faults.MILLIS);

        assertEquals("", connection.server.sent.toString());
        assertTrue(connection.client.fin && connection.server.fin);
        assertTrue(connection.client.closed && connection.server.closed);
        assertFalse(connection.client.reset);
    }

    @Test
    void timeoutOfZeroClosesOnlyWhenItIsTakenOff() {
        Connection connection = open();
        rig.toxics(toxic("t", Stream.DOWNSTREAM, make("timeout")));

        connection.fromServer("lost");
        rig.time.advance(3_600_000 * Faults.MILLIS);
        assertFalse(connection.client.closed);
        rig.toxics(toxic("t", Stream.DOWNSTREAM, make("timeout", "timeout", 60_000L)));
        assertFalse(connection.client.closed);
        rig.toxics();

        assertTrue(connection.client.fin && connection.client.closed);
        assertEquals("", connection.client.sent.toString());
    }

    @Test
    void timeoutPassesTheEndOfItsDirection() {
        rig.toxics(toxic("t", Stream.DOWNSTREAM, make("timeout")));
        Connection connection = open();

        connection.relay.finRead(Direction.DOWNSTREAM);

        assertTrue(connection.client.fin);
    }

    @Test
    void resetPeerResetsAnIdleConnectionThatStoodBefore() {
        Connection connection = open();

        rig.toxics(toxic("r", Stream.DOWNSTREAM, make("reset_peer", "timeout", 500L)));
        rig.time.advance(499 * Faults.MILLIS);
        assertFalse(connection.client.reset);
        rig.time.advance(Faults.MILLIS);

        assertTrue(connection.client.reset && connection.server.reset);
        assertTrue(rig.ledger().contains("reset r 1"));
    }

    @Test
    void resetPeerLetsTheUpstreamHearAYoungConnectionAndResetsItAtTheFirstAnswer() {
        rig.toxics(toxic("r", Stream.DOWNSTREAM, make("reset_peer")));
        Connection connection = open();

        connection.fromClient("question");
        assertFalse(connection.client.reset);
        connection.fromServer("answer");

        assertEquals("question", connection.server.sent.toString());
        assertEquals("", connection.client.sent.toString());
        assertTrue(connection.client.reset && connection.server.reset);
    }

    @Test
    void strictResetPeerWaitsForAByteAndResetsOnlyYoungConnections() {
        RelayRig strict = new RelayRig(1, 0, new RecordingFaultEvents(), true);
        Connection old = strict.accept();
        old.relay.connected();
        strict.toxics(toxic("r", Stream.DOWNSTREAM, make("reset_peer", "timeout", 500L)));
        Connection young = strict.accept();
        young.relay.connected();

        strict.time.advance(5000 * Faults.MILLIS);
        assertFalse(old.client.closed || young.client.closed);
        old.fromServer("a");
        young.fromServer("a");
        strict.time.advance(500 * Faults.MILLIS);

        assertTrue(old.client.closed && !old.client.reset);
        assertTrue(young.client.reset);
        assertEquals("", old.client.sent.toString());
        strict.shard.close();
        assertEquals(0, strict.leaked());
    }

    @Test
    void slicerCutsIntoPiecesWithPausesAndLosesNothing() {
        rig.toxics(toxic(
                "s", Stream.DOWNSTREAM, make("slicer", "average_size", 100L, "size_variation", 50L, "delay", 20_000L)));
        Connection connection = open();
        String text = "0123456789".repeat(95);

        connection.fromServer(text);
        int first = connection.client.sent.length();
        rig.time.advance(20 * Faults.MILLIS);
        int second = connection.client.sent.length() - first;
        rig.time.advance(1000 * Faults.MILLIS);

        assertTrue(first >= 50 && first <= 150, "first piece " + first);
        assertTrue(second >= 50 && second <= 150, "second piece " + second);
        assertEquals(text, connection.client.sent.toString());
    }

    @Test
    void slicerWithNonsensicalSizesCutsToBytesOrNotAtAll() {
        rig.toxics(toxic("s", Stream.DOWNSTREAM, make("slicer")));
        Connection connection = open();
        connection.fromServer("whole");
        assertEquals("whole", connection.client.sent.toString());

        rig.toxics(toxic("s", Stream.DOWNSTREAM, make("slicer", "average_size", 1L, "size_variation", 900L)));
        connection.fromServer(" and cut");
        rig.time.advance(1000 * Faults.MILLIS);

        assertEquals("whole and cut", connection.client.sent.toString());
    }

    @Test
    void limitDataPassesExactlySoManyBytesAndKeepsItsCountWhenUpdated() {
        rig.toxics(toxic("l", Stream.DOWNSTREAM, make("limit_data", "bytes", 10L)));
        Connection connection = open();

        connection.fromServer("12345");
        rig.toxics(toxic("l", Stream.DOWNSTREAM, make("limit_data", "bytes", 8L)));
        connection.fromServer("67890");

        assertEquals("12345678", connection.client.sent.toString());
        assertTrue(connection.client.fin && connection.client.closed && connection.server.closed);
    }

    @Test
    void limitDataOfZeroClosesAtTheFirstByte() {
        rig.toxics(toxic("l", Stream.DOWNSTREAM, make("limit_data")));
        Connection connection = open();
        assertFalse(connection.client.fin);

        connection.fromServer("x");

        assertEquals("", connection.client.sent.toString());
        assertTrue(connection.client.fin);
    }
}
