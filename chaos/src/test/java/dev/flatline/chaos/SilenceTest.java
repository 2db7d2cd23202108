package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.onAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The blackhole, in virtual time: nothing passes, nothing is lost, nobody is told. */
final class SilenceTest {

    private static final ScheduledFault SILENCE = onAll(0, new Fault.Blackhole());

    private final RelayRig rig = new RelayRig(1, 10);

    @AfterEach
    void releasesEveryBuffer() {
        rig.shard.close();

        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.open().get());
    }

    @Test
    void holdsBothDirectionsAndDeliversThemInOrder() {
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        connection.fromClient("a");
        connection.fromServer("x");
        connection.fromClient("b");
        connection.fromServer("y");
        rig.time.advance(3_600_000 * Faults.MILLIS);

        assertEquals("", connection.server.sent.toString());
        assertEquals("", connection.client.sent.toString());

        rig.end(SILENCE);
        connection.fromClient("c");

        assertEquals("abc", connection.server.sent.toString());
        assertEquals("xy", connection.client.sent.toString());
    }

    @Test
    void withholdsTheFinOfTheServer() {
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        connection.fromServer("last words");
        connection.relay.finRead(Direction.DOWNSTREAM);

        assertFalse(connection.client.fin);
        assertFalse(connection.client.closed);

        rig.end(SILENCE);

        assertEquals("last words", connection.client.sent.toString());
        assertTrue(connection.client.fin);
        assertFalse(connection.client.closed);
    }

    @Test
    void withholdsTheRstOfTheServer() {
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        connection.fromServer("last words");
        connection.relay.broken(Direction.DOWNSTREAM);
        connection.fromClient("into the void");

        assertTrue(connection.server.closed);
        assertFalse(connection.client.closed);

        rig.end(SILENCE);

        assertEquals("last words", connection.client.sent.toString());
        assertTrue(connection.client.reset);
        assertEquals(0, rig.context.open().get());
    }

    @Test
    void keepsAHalfClosedClientAndDeliversToBothSidesLater() {
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        connection.fromServer("held before");
        connection.fromClient("last words");
        connection.relay.finRead(Direction.UPSTREAM);
        connection.fromServer(" and after");

        assertFalse(connection.client.closed || connection.client.fin);
        assertFalse(connection.server.fin || connection.server.closed);

        rig.end(SILENCE);

        assertEquals("last words", connection.server.sent.toString());
        assertEquals("held before and after", connection.client.sent.toString());
        assertTrue(connection.server.fin);
        assertFalse(connection.client.closed || connection.client.fin);

        connection.relay.finRead(Direction.DOWNSTREAM);

        assertTrue(connection.client.fin);
        assertEquals(0, rig.context.open().get());
    }

    @Test
    void closesTheSocketOfAHalfClosedClientThatIsResetAfterwards() {
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        connection.fromClient("last words");
        connection.relay.finRead(Direction.UPSTREAM);
        connection.relay.broken(Direction.UPSTREAM);

        assertTrue(connection.client.closed);
        assertFalse(connection.server.fin || connection.server.closed);

        rig.end(SILENCE);

        assertEquals("last words", connection.server.sent.toString());
        assertTrue(connection.server.fin && connection.server.reset);
        assertEquals(0, rig.context.open().get());
    }

    @Test
    void withholdsTheRstOfTheClient() {
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        connection.fromClient("last words");
        connection.relay.broken(Direction.UPSTREAM);

        assertTrue(connection.client.closed);
        assertFalse(connection.server.closed);

        rig.end(SILENCE);

        assertEquals("last words", connection.server.sent.toString());
        assertTrue(connection.server.reset);
    }

    @Test
    void releasesEverythingOnceBothSidesAreGone() {
        Connection clientFirst = rig.open(3);
        Connection serverFirst = rig.open(4);

        rig.begin(SILENCE);
        clientFirst.fromClient("a");
        clientFirst.relay.broken(Direction.UPSTREAM);
        clientFirst.relay.finRead(Direction.DOWNSTREAM);
        serverFirst.fromServer("b");
        serverFirst.relay.finRead(Direction.DOWNSTREAM);
        serverFirst.relay.broken(Direction.UPSTREAM);

        assertTrue(clientFirst.server.closed);
        assertTrue(serverFirst.server.closed);
        assertEquals(0, rig.context.open().get());
        assertEquals(0, rig.leaked());
    }

    @Test
    void newConnectionHangsUndialledUntilTheEnd() {
        rig.begin(SILENCE);
        Connection connection = rig.ask(3);
        connection.fromClient("more");

        assertFalse(connection.isDialled());

        rig.end(SILENCE);
        connection.relay.connected();

        assertEquals(Faults.head(3) + "more", connection.server.sent.toString());
    }

    @Test
    void newConnectionWhoseClientIsResetIsClosedAtOnceAndOneThatIsHalfClosedHangs() {
        rig.begin(SILENCE);
        Connection finished = rig.ask(3);
        Connection broken = rig.ask(4);

        finished.relay.finRead(Direction.UPSTREAM);
        broken.relay.broken(Direction.UPSTREAM);

        assertTrue(broken.client.closed);
        assertFalse(finished.client.closed);

        rig.end(SILENCE);
        finished.relay.connected();

        assertFalse(broken.isDialled());
        assertEquals(Faults.head(3), finished.server.sent.toString());
        assertTrue(finished.server.fin);
    }

    @Test
    void lastsUntilTheLastOfTwoOverlappingOnesEnds() {
        ScheduledFault other = onAll(1, new Fault.Blackhole());
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        rig.begin(other);
        connection.fromClient("a");
        Connection late = rig.ask(4);
        rig.end(SILENCE);

        assertEquals("", connection.server.sent.toString());
        assertFalse(late.isDialled());

        rig.end(other);

        assertEquals("a", connection.server.sent.toString());
        assertTrue(late.isDialled());
    }

    @Test
    void withholdsTheResetOfAnotherFault() {
        ScheduledFault reset = onAll(1, new Fault.Reset());
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        connection.fromClient("a");
        connection.fromServer("x");
        rig.begin(reset);

        assertFalse(connection.client.closed || connection.server.closed);

        rig.end(SILENCE);

        assertEquals("a", connection.server.sent.toString());
        assertEquals("x", connection.client.sent.toString());
        assertTrue(connection.client.reset && connection.server.reset);
    }

    @Test
    void isInTheLedgerBeforeItIsFeltAndAfter() {
        rig.open(3);

        rig.begin(SILENCE);
        rig.ask(4);
        rig.end(SILENCE);
        rig.ask(5);

        assertEquals(
                List.of("began 0", "hit 0 client 3 connection 1", "hit 0 client 4 connection 2", "ended 0"),
                rig.events.lines());
    }

    @Test
    void pausesTheSenderWhenEnoughIsHeld() {
        Connection connection = rig.open(3);

        rig.begin(SILENCE);
        connection.fromClient("a".repeat(RelayRig.MAX_HELD - 1));
        assertTrue(connection.client.reading);
        connection.fromClient("b");
        assertFalse(connection.client.reading);

        rig.end(SILENCE);

        assertTrue(connection.client.reading);
        assertEquals(RelayRig.MAX_HELD, connection.server.sent.length());
    }
}
