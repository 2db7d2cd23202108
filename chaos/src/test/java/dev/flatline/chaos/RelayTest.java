package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.latency;
import static dev.flatline.chaos.Faults.on;
import static dev.flatline.chaos.Faults.onAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.seed.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay in virtual time: the data path, and every fault but the blackhole. */
final class RelayTest {

    private final RelayRig rig = new RelayRig(1, 100);

    @AfterEach
    void releasesEveryBuffer() {
        rig.shard.close();

        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.open().get());
    }

    @Test
    void dialsWhenTheHeadIsComplete() {
        Connection connection = rig.accept();
        String head = Faults.head(7);

        connection.fromClient(head.substring(0, 3));
        connection.fromClient(head.substring(3, 100));
        assertFalse(connection.isDialled());
        connection.fromClient(head.substring(100) + "frame");

        assertTrue(connection.isDialled());

        connection.relay.connected();
        connection.fromServer("reply");

        assertEquals(head + "frame", connection.server.sent.toString());
        assertEquals("reply", connection.client.sent.toString());
    }

    @Test
    void passesOnWhatIsNotAnUpgradeAsAStranger() {
        ScheduledFault fault = onAll(0, latency(1, 0));
        rig.begin(fault);

        rig.accept().fromClient("MQTT");
        rig.accept().fromClient("GET / HTTP/1.1\r\nX: " + "a".repeat(600));
        rig.accept().relay.finRead(Direction.UPSTREAM);
        Connection mute = rig.accept();
        rig.time.advance(RelayRig.HEAD_LIMIT_NANOS);

        assertTrue(mute.isDialled());
        for (int connection = 1; connection <= 4; connection++) {
            assertTrue(rig.events.lines().contains("hit 0 client -1 connection " + connection));
        }
    }

    @Test
    void passesOnFinAndKeepsTheOtherDirection() {
        Connection connection = rig.open(1);

        connection.fromClient("question");
        connection.relay.finRead(Direction.UPSTREAM);
        connection.fromServer("answer");

        assertTrue(connection.server.fin);
        assertEquals("answer", connection.client.sent.toString());
        assertFalse(connection.client.closed || connection.server.closed);

        connection.relay.finRead(Direction.DOWNSTREAM);

        assertTrue(connection.client.fin && connection.client.closed && connection.server.closed);
        assertFalse(connection.client.reset || connection.server.reset);
    }

    @Test
    void passesOnRst() {
        Connection fromClient = rig.open(1);
        Connection fromServer = rig.open(2);
        Connection afterFin = rig.open(3);

        fromClient.relay.broken(Direction.UPSTREAM);
        fromServer.relay.broken(Direction.DOWNSTREAM);
        afterFin.relay.finRead(Direction.UPSTREAM);
        afterFin.relay.broken(Direction.UPSTREAM);

        assertTrue(fromClient.server.reset);
        assertTrue(fromServer.client.reset);
        assertTrue(afterFin.server.fin && afterFin.server.reset);
    }

    @Test
    void resetsTheClientWhenTheUpstreamIsUnreachable() {
        Connection connection = rig.ask(1);

        connection.relay.unreachable();

        assertTrue(connection.client.reset);
    }

    @Test
    void givesTheDialUpWhenTheClientIsReset() {
        Connection connection = rig.ask(1);

        connection.relay.broken(Direction.UPSTREAM);
        connection.relay.connected();

        assertTrue(connection.server.closed);
        assertEquals("", connection.server.sent.toString());
    }

    @Test
    void pausesTheSenderWhileTheReceiverTakesNoMore() {
        Connection connection = rig.open(1);

        connection.server.writable = false;
        connection.fromClient("a");
        assertFalse(connection.client.reading);
        connection.server.writable = true;
        connection.relay.writable(Direction.UPSTREAM);

        assertTrue(connection.client.reading);
        assertEquals("a", connection.server.sent.toString());
    }

    @Test
    void pausesAClientThatSaysMoreThanIsHeldBeforeTheUpstreamAccepts() {
        Connection connection = rig.ask(1);

        connection.fromClient("a".repeat(RelayRig.MAX_HELD));
        assertFalse(connection.client.reading);
        connection.relay.connected();

        assertTrue(connection.client.reading);
    }

    @Test
    void delaysEverythingByTheSumOfTheLatencies() {
        ScheduledFault first = onAll(0, latency(500, 0));
        ScheduledFault second = onAll(1, latency(500, 0));
        Connection connection = rig.open(1);

        rig.begin(first);
        rig.begin(second);
        connection.fromClient("a");
        rig.time.advance(100 * Faults.MILLIS);
        connection.fromClient("b");
        connection.relay.finRead(Direction.UPSTREAM);
        rig.time.advance(900 * Faults.MILLIS - 1);
        assertEquals("", connection.server.sent.toString());
        rig.time.advance(1);
        assertEquals("a", connection.server.sent.toString());
        rig.time.advance(100 * Faults.MILLIS - 1);
        assertFalse(connection.server.fin);
        rig.time.advance(1);

        assertEquals("ab", connection.server.sent.toString());
        assertTrue(connection.server.fin);
    }

    @Test
    void bytesUnderLatencyAreOnTheWireAndPauseTheSenderOnlyAtTheirOwnLimit() {
        Connection connection = rig.open(1);
        rig.begin(onAll(0, latency(200, 0)));

        connection.fromClient("a".repeat(RelayRig.MAX_DELAYED - 1));
        assertTrue(connection.client.reading);
        assertEquals(0, rig.context.room().pauses());
        connection.fromClient("b");
        connection.fromClient("c");

        assertFalse(connection.client.reading);
        assertEquals(1, rig.context.room().pauses());

        rig.time.advance(200 * Faults.MILLIS);

        assertTrue(connection.client.reading);
        assertEquals(RelayRig.MAX_DELAYED + 1, connection.server.sent.length());
        assertEquals(0, rig.context.room().takenBytes());
    }

    @Test
    void connectionsUnderLatencyShareTheRoomForDelayedBytes() {
        Connection first = rig.open(1);
        Connection second = rig.open(2);
        Connection third = rig.open(3);
        rig.begin(onAll(0, latency(200, 0)));

        first.fromClient("a".repeat(RelayRig.MAX_DELAYED - 1));
        second.fromClient("a".repeat(RelayRig.MAX_DELAYED - 1));
        third.fromClient("a".repeat(RelayRig.MAX_HELD - 1));

        assertTrue(first.client.reading && third.client.reading);
        assertFalse(second.client.reading);
        assertEquals(1, rig.context.room().pauses());

        first.relay.close();
        second.relay.close();
        third.relay.close();

        assertEquals(0, rig.context.room().takenBytes());
    }

    @Test
    void delayedBytesWaitForAReceiverThatTakesNoMore() {
        Connection connection = rig.open(1);
        rig.begin(onAll(0, latency(200, 0)));

        connection.fromClient("a");
        connection.server.writable = false;
        rig.time.advance(300 * Faults.MILLIS);
        assertEquals("", connection.server.sent.toString());
        assertFalse(connection.client.reading);
        connection.server.writable = true;
        connection.relay.writable(Direction.UPSTREAM);

        assertEquals("a", connection.server.sent.toString());
        assertTrue(connection.client.reading);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void passesAnyStreamUnchangedUnderAnyFaultsThatComeAndGo(long seed) {
        RandomGenerator random = new Seeds(seed).generator("stream", 0);
        RelayRig run = new RelayRig(seed, 100);
        Connection connection = run.open(1);
        ScheduledFault[] faults = {onAll(0, latency(20, 30)), onAll(1, latency(5, 0)), onAll(2, new Fault.Blackhole())};
        StringBuilder up = new StringBuilder();
        StringBuilder down = new StringBuilder();

        for (int step = 0; step < 300; step++) {
            String chunk = Integer.toString(step).repeat(1 + random.nextInt(20));
            (step % 3 == 0 ? down : up).append(chunk);
            if (step % 3 == 0) {
                connection.fromServer(chunk);
            } else {
                connection.fromClient(chunk);
            }
            run.time.advance(random.nextLong(10 * Faults.MILLIS));
            switch (step) {
                case 20 -> run.begin(faults[0]);
                case 60 -> run.begin(faults[1]);
                case 100 -> run.begin(faults[2]);
                case 140 -> run.end(faults[0]);
                case 180 -> run.end(faults[2]);
                case 220 -> run.end(faults[1]);
                default -> {}
            }
        }
        run.time.advance(1_000 * Faults.MILLIS);

        assertEquals(up.toString(), connection.server.sent.toString());
        assertEquals(down.toString(), connection.client.sent.toString());
        assertEquals(0, run.leaked());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resetsStandingConnectionsAndTurnsNewOnesAway(boolean restart) {
        ScheduledFault fault = onAll(0, restart ? new Fault.ServerRestart() : new Fault.Reset());
        Connection standing = rig.open(1);
        Connection dialling = rig.ask(2);

        rig.begin(fault);
        Connection during = rig.ask(3);
        rig.end(fault);
        Connection after = rig.ask(4);

        assertTrue(standing.client.reset && standing.server.reset);
        assertTrue(dialling.client.reset && dialling.server.reset);
        assertTrue(during.client.reset);
        assertFalse(during.isDialled());
        assertTrue(after.isDialled());
        assertEquals(3, rig.events.count("hit 0"));
    }

    @Test
    void refusesOnlyNewConnections() {
        ScheduledFault fault = onAll(0, new Fault.Refuse());
        Connection standing = rig.open(1);

        rig.begin(fault);
        Connection during = rig.ask(2);
        standing.fromClient("a");
        rig.end(fault);

        assertEquals("a", standing.server.sent.toString());
        assertTrue(during.client.reset);
        assertEquals(1, rig.events.count("hit 0"));
    }

    @Test
    void turnsAHungConnectionAwayWhenARefusalOutlivesTheSilence() {
        ScheduledFault silence = onAll(0, new Fault.Blackhole());
        ScheduledFault refuse = onAll(1, new Fault.Refuse());

        rig.begin(silence);
        Connection hung = rig.ask(2);
        rig.begin(refuse);
        assertFalse(hung.client.closed);
        rig.end(silence);

        assertTrue(hung.client.reset);
        assertFalse(hung.isDialled());
        assertEquals(1, rig.events.count("hit 1"));
    }

    @Test
    void hitsExactlyTheShareAndTheSameOnReconnect() {
        ScheduledFault fault = on(0.3, 0, new Fault.Blackhole());
        rig.begin(fault);

        for (int round = 0; round < 2; round++) {
            for (int client = 0; client < 100; client++) {
                boolean dialled = rig.ask(client).isDialled();
                boolean hitBefore = rig.events.count("hit 0 client " + client + " ") > round;
                assertEquals(hitBefore, !dialled);
            }
        }

        assertEquals(60, rig.events.count("hit 0"));
    }
}
