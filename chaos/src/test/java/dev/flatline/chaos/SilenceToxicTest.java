package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static dev.flatline.chaos.RelayRig.toxic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Toxics that let a connection die without a word, or at an age, in virtual time. */
final class SilenceToxicTest {

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
    void halfOpenUpstreamLetsTheOtherDirectionLive() {
        Connection connection = open();
        rig.toxics(toxic("h", Stream.UPSTREAM, make("half_open")));

        connection.fromClient("held");
        connection.fromServer("passes");
        connection.relay.finRead(Direction.UPSTREAM);

        assertEquals("", connection.server.sent.toString());
        assertEquals("passes", connection.client.sent.toString());
        assertFalse(connection.server.fin);
        rig.toxics();
        assertEquals("held", connection.server.sent.toString());
        assertTrue(connection.server.fin);
    }

    @Test
    void halfOpenFreezeStopsReading() {
        Connection connection = open();

        rig.toxics(toxic("h", Stream.UPSTREAM, make("half_open", "mode", "freeze")));
        assertFalse(connection.client.reading);
        assertTrue(connection.server.reading);
        rig.toxics();

        assertTrue(connection.client.reading);
    }

    @Test
    void halfOpenDiscardResetsConnectionsThatLostBytesWhenItEnds() {
        Connection lost = open();
        Connection idle = open();
        rig.toxics(toxic("h", Stream.BOTH, make("half_open", "mode", "discard")));

        lost.fromClient("gone");
        rig.toxics();

        assertTrue(lost.client.reset && lost.server.reset);
        assertFalse(idle.client.closed);
        idle.fromClient("fine");
        assertEquals("fine", idle.server.sent.toString());
    }

    @Test
    void halfOpenKernelHoldsTheBytesAndHasThePacketsOfBothSocketsDropped() {
        Connection hit = open();
        rig.toxics(toxic("h", Stream.BOTH, make("half_open", "mode", "kernel")));

        hit.fromClient("held");

        assertEquals(4, rig.packets.count());
        assertEquals("", hit.server.sent.toString());
        rig.toxics();
        assertEquals(0, rig.packets.count());
        assertEquals("held", hit.server.sent.toString());
    }

    @Test
    void halfOpenKernelInOneDirectionDropsThatOfBothSockets() {
        Connection hit = open();

        rig.toxics(toxic("h", Stream.UPSTREAM, make("half_open", "mode", "kernel")));

        assertEquals(2, rig.packets.count());
        assertTrue(rig.packets.has(hit.server.leaving()));
        assertFalse(rig.packets.has(hit.client.leaving()));
        rig.toxics();
    }

    @Test
    void halfOpenKernelDropsThePacketsOfASocketThatIsConnectedLater() {
        Connection dialling = rig.accept();
        rig.toxics(toxic("h", Stream.BOTH, make("half_open", "mode", "kernel")));
        assertTrue(rig.packets.has(dialling.client.leaving()));

        dialling.relay.connected();

        assertTrue(rig.packets.has(dialling.server.leaving()));
        rig.toxics();
    }

    @Test
    void thePeersOfAConnectionThatHasGoneHearNothingUntilTheToxicIsOver() {
        Connection hit = open();
        rig.toxics(toxic("h", Stream.BOTH, make("half_open", "mode", "kernel")));

        hit.relay.close();

        assertEquals(4, rig.packets.count());
        rig.toxics();
        assertEquals(0, rig.packets.count());
    }

    @Test
    void anUpdateOfHalfOpenToAnotherModeLetsThePacketsPass() {
        Connection hit = open();
        rig.toxics(toxic("h", Stream.BOTH, make("half_open", "mode", "kernel")));

        rig.toxics(toxic("h", Stream.UPSTREAM, make("half_open", "mode", "kernel")));
        assertEquals(2, rig.packets.count());
        rig.toxics(toxic("h", Stream.BOTH, make("half_open", "mode", "drop")));

        assertEquals(0, rig.packets.count());
        assertFalse(hit.client.closed);
    }

    @Test
    void maxLifetimeCountsFromAcceptance() {
        Connection connection = open();
        rig.time.advance(700 * Faults.MILLIS);

        rig.toxics(toxic("m", Stream.BOTH, make("max_lifetime", "lifetime", 1000L)));
        rig.time.advance(299 * Faults.MILLIS);
        assertFalse(connection.client.fin);
        rig.time.advance(Faults.MILLIS);

        assertTrue(connection.client.fin && connection.server.fin);
    }

    @Test
    void aLifetimeMayBeThatOfALoadBalancer() {
        Connection connection = open();
        rig.toxics(toxic("m", Stream.BOTH, make("max_lifetime", "preset", "aws-apigw-ws", "end", "rst")));

        rig.time.advance(7_199_999 * Faults.MILLIS);
        assertFalse(connection.client.closed);
        rig.time.advance(Faults.MILLIS);

        assertTrue(connection.client.reset);
    }

    @Test
    void maxLifetimeSpreadsWhatCameTogether() {
        rig.toxics(toxic("m", Stream.BOTH, make("max_lifetime", "lifetime", 1000L, "spread", 500L, "end", "rst")));
        Connection[] all = new Connection[50];
        for (int i = 0; i < all.length; i++) {
            all[i] = open();
        }

        rig.time.advance(1000 * Faults.MILLIS);
        long early = Arrays.stream(all).filter(c -> c.client.reset).count();
        rig.time.advance(500 * Faults.MILLIS);

        assertTrue(early > 10 && early < 40, early + " of 50 before the middle");
        assertEquals(50, Arrays.stream(all).filter(c -> c.client.reset).count());
    }
}
