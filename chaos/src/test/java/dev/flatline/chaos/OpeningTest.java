package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static dev.flatline.chaos.RelayRig.toxic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections whose toxics change while they come to be, in virtual time. */
final class OpeningTest {

    private final NamedToxic rate = toxic("rate", Stream.BOTH, make("accept_rate", "per_second", 1.0));
    private final RelayRig rig = new RelayRig(1, 0);

    @AfterEach
    void leavesNothingBehind() {
        rig.shard.close();

        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.open().get());
    }

    private void pass(long millis) {
        rig.time.advance(millis * Faults.MILLIS);
    }

    private Connection open() {
        Connection connection = rig.accept();
        connection.relay.connected();
        return connection;
    }

    @Test
    void aDialThatWasPutOffComesWhateverTheClientSaysMeanwhile() {
        rig.toxics(rate);
        rig.accept();
        Connection waiting = rig.ask(7);
        assertFalse(waiting.isDialled());

        pass(1000);

        assertTrue(waiting.isDialled());
    }

    @Test
    void connectionsThatWaitAreDialledWhenTheRateIsTakenOff() {
        rig.toxics(rate);
        rig.accept();
        Connection waiting = rig.accept();

        rig.toxics();

        assertTrue(waiting.isDialled());
    }

    @Test
    void aClientThatGivesUpLeavesItsTurnToOthers() {
        rig.toxics(rate);
        rig.accept();
        for (int i = 0; i < 50; i++) {
            rig.accept().relay.broken(Direction.UPSTREAM);
        }

        Connection last = rig.accept();
        pass(1000);

        assertTrue(last.isDialled());
    }

    @Test
    void anUpdateDoesNotDoAgainWhatIsForNewConnections() {
        Connection standing = open();
        rig.toxics(toxic("slow", Stream.BOTH, make("slow_upgrade", "delay", 1000L)), rate);
        Connection young = open();
        young.fromServer("late");
        pass(1000);
        assertEquals("late", young.client.sent.toString());
        long before = rig.ledger().size();

        rig.toxics(
                toxic("slow", Stream.BOTH, make("slow_upgrade", "delay", 5000L)),
                toxic("rate", Stream.BOTH, make("accept_rate", "per_second", 2.0)));
        young.fromServer(" and in time");
        standing.fromServer("never late");

        assertEquals("late and in time", young.client.sent.toString());
        assertEquals("never late", standing.client.sent.toString());
        assertEquals(before + 2, rig.ledger().size(), "two new versions began, and nothing else happened");
    }

    @Test
    void aResetThatComesWhileTheDialIsPutOffTurnsTheClientAway() {
        rig.toxics(rate);
        rig.accept();
        Connection waiting = rig.accept();

        rig.toxics(rate, toxic("down", Stream.BOTH, make("reset")));

        assertTrue(waiting.client.reset);
        assertFalse(waiting.isDialled());
    }

    @Test
    void silenceThatComesWhileDiallingHidesThatTheUpstreamRefuses() {
        Connection connection = rig.accept();
        rig.toxics(toxic("h", Stream.BOTH, make("half_open")));

        connection.relay.unreachable();
        assertFalse(connection.client.closed);
        rig.toxics();
        connection.relay.unreachable();

        assertTrue(connection.client.reset);
    }

    @Test
    void silenceThatComesWhileTheDialIsPutOffKeepsItFromBeingDialled() {
        rig.toxics(rate);
        rig.accept();
        Connection waiting = rig.accept();
        rig.toxics(rate, toxic("h", Stream.BOTH, make("half_open")));

        pass(5000);
        assertFalse(waiting.isDialled());
        rig.toxics(rate);

        assertTrue(waiting.isDialled());
    }

    @Test
    void aConnectionThatHungIsDialledWhenTheToxicBecomesAnother() {
        rig.toxics(toxic("x", Stream.BOTH, make("half_open")));
        Connection hung = rig.accept();
        assertFalse(hung.isDialled());

        rig.toxics(toxic("x", Stream.BOTH, make("latency", "latency", 5L)));

        assertTrue(hung.isDialled());
    }

    @Test
    void noEndGetsThroughSilence() {
        Connection standing = open();
        rig.toxics(
                toxic("h", Stream.BOTH, make("half_open")),
                toxic("m", Stream.BOTH, make("max_lifetime", "lifetime", 1000L)),
                toxic("t", Stream.DOWNSTREAM, make("timeout", "timeout", 500L)));
        Connection hung = rig.accept();

        pass(5000);
        assertFalse(standing.client.fin || standing.client.closed || standing.server.fin);
        assertFalse(hung.client.closed);
        rig.toxics();

        assertTrue(standing.client.fin && standing.server.fin);
        assertTrue(hung.client.closed);
    }

    @Test
    void aHoleOutlivesAnUpdateAndNotTheToxic() {
        Connection connection = open();
        rig.toxics(toxic("h", Stream.BOTH, make("half_open", "mode", "discard")));
        connection.fromClient("gone");

        rig.toxics(new NamedToxic("h", Stream.BOTH, 1, Target.EVERYONE, make("half_open", "mode", "discard")));
        assertFalse(connection.client.closed);
        rig.toxics();

        assertTrue(connection.client.reset);
    }

    @Test
    void aHoleThatTheNextVersionWouldShowResetsTheConnection() {
        Connection connection = open();
        rig.toxics(toxic("h", Stream.BOTH, make("half_open", "mode", "discard")));
        connection.fromClient("gone");

        rig.toxics(toxic("h", Stream.BOTH, make("latency", "latency", 5L)));

        assertTrue(connection.client.reset);
    }

    @Test
    void aHoleThatAnotherModeWouldShowResetsTheConnection() {
        Connection connection = open();
        rig.toxics(toxic("h", Stream.UPSTREAM, make("half_open", "mode", "discard")));
        connection.fromClient("gone");

        rig.toxics(toxic("h", Stream.UPSTREAM, make("half_open", "mode", "drop")));

        assertTrue(connection.client.reset);
    }

    @Test
    void whatSilenceHoldsStaysHeldWhenItIsUpdated() {
        Connection connection = open();
        rig.toxics(toxic("h", Stream.UPSTREAM, make("half_open")));
        connection.fromClient("held");

        rig.toxics(new NamedToxic("h", Stream.UPSTREAM, 2, Target.EVERYONE, make("half_open")));

        assertEquals("", connection.server.sent.toString());
        rig.toxics();
        assertEquals("held", connection.server.sent.toString());
    }

    @Test
    void aTimeoutThatIsTakenOffClosesAtOnceAndDeliversNothingBehindItsHole() {
        Connection connection = open();
        rig.toxics(
                toxic("slow", Stream.DOWNSTREAM, make("latency", "latency", 10_000L)),
                toxic("t", Stream.DOWNSTREAM, make("timeout")));
        connection.fromServer("lost");
        pass(10_000);
        connection.fromServer("after the hole");

        rig.toxics(toxic("slow", Stream.DOWNSTREAM, make("latency", "latency", 10_000L)));

        assertTrue(connection.client.fin);
        assertEquals("", connection.client.sent.toString());
    }
}
