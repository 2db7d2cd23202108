package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static dev.flatline.chaos.RelayRig.toxic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.silence.IdlePreset;
import dev.flatline.core.fault.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Middleboxes that forget idle connections, in virtual time. */
final class IdleEvictTest {

    private static final String PING = "\u0089\u0080abcd";
    private static final String TEXT = "\u0081\u0081abcdX";

    private final RelayRig rig = new RelayRig(1, 0);

    @AfterEach
    void leavesNothingBehind() {
        rig.shard.close();

        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.open().get());
        assertEquals(0, rig.context.room().takenBytes());
    }

    private static NamedToxic evict(String onExpiry, Object... more) {
        Object[] attributes = new Object[4 + more.length];
        attributes[0] = "idle";
        attributes[1] = 1000L;
        attributes[2] = "on_expiry";
        attributes[3] = onExpiry;
        System.arraycopy(more, 0, attributes, 4, more.length);
        return toxic("nat", Stream.BOTH, make("idle_evict", attributes));
    }

    private Connection upgraded() {
        Connection connection = rig.open(1);
        connection.fromServer("HTTP/1.1 101 Switching Protocols\r\n\r\n");
        connection.client.sent.setLength(0);
        return connection;
    }

    private void pass(long millis) {
        rig.time.advance(millis * Faults.MILLIS);
    }

    @Test
    void forgetsSilentlyAndWithholdsTheEnd() {
        Connection connection = upgraded();
        rig.toxics(evict("silent"));

        pass(999);
        connection.fromServer(TEXT);
        assertEquals(TEXT, connection.client.sent.toString());
        pass(1000);
        connection.fromServer("into the void");
        connection.relay.finRead(Direction.DOWNSTREAM);

        assertEquals(TEXT, connection.client.sent.toString());
        assertFalse(connection.client.fin || connection.client.closed || connection.server.closed);
        assertTrue(rig.ledger().contains("evict nat 1"));
    }

    @Test
    void aForgottenConnectionStaysSoWhenTheToxicIsUpdatedAndIsResetWhenItIsTakenOff() {
        Connection connection = upgraded();
        rig.toxics(evict("silent"));
        pass(1000);

        rig.toxics(evict("silent", "refresh", "upstream"));
        connection.fromClient(TEXT);
        assertEquals("", connection.server.sent.toString());
        rig.toxics();

        assertTrue(connection.client.reset && connection.server.reset);
    }

    @Test
    void resetsOnlyWhoeverSendsNext() {
        Connection connection = upgraded();
        rig.toxics(evict("rst_next"));
        pass(5000);
        assertFalse(connection.client.closed || connection.server.closed);

        connection.fromClient(TEXT);
        assertTrue(connection.client.reset);
        assertFalse(connection.server.closed);
        connection.fromServer(TEXT);

        assertTrue(connection.server.reset);
        assertEquals("", connection.server.sent.toString());
    }

    @Test
    void resetsOrEndsBothSidesWhenAsked() {
        Connection reset = upgraded();
        rig.toxics(evict("rst"));
        pass(1000);
        assertTrue(reset.client.reset && reset.server.reset);
        rig.toxics();

        Connection ended = upgraded();
        rig.toxics(evict("fin"));
        pass(1000);

        assertTrue(ended.client.fin && ended.server.fin);
        assertFalse(ended.client.reset || ended.server.reset);
    }

    @Test
    void onlyTheRefreshingDirectionKeepsAlive() {
        Connection connection = upgraded();
        rig.toxics(evict("rst", "refresh", "downstream"));

        pass(600);
        connection.fromClient(TEXT);
        pass(400);

        assertTrue(connection.client.reset);
    }

    @Test
    void controlFramesKeepAliveUnlessTheyDoNotCount() {
        Connection counts = upgraded();
        rig.toxics(evict("rst"));
        pass(600);
        counts.fromClient(PING);
        pass(600);
        assertFalse(counts.client.closed);
        rig.toxics();

        Connection ignored = upgraded();
        rig.toxics(evict("rst", "control", "ignore"));
        pass(600);
        ignored.fromClient(TEXT);
        pass(600);
        ignored.fromClient(PING.substring(0, 3));
        ignored.fromClient(PING.substring(3));
        assertFalse(ignored.client.closed);
        pass(400);

        assertTrue(ignored.client.reset);
    }

    @Test
    void aPresetSaysWhoseBytesKeepAlive() {
        Connection connection = upgraded();
        rig.toxics(toxic("nginx", Stream.BOTH, make("idle_evict", "preset", "nginx", "on_expiry", "rst")));

        pass(40_000);
        connection.fromServer("\u0089\u0000");
        pass(40_000);
        connection.fromClient(TEXT);
        assertFalse(connection.client.closed);
        pass(20_000);

        assertTrue(connection.client.reset);
    }

    @Test
    void whatIsAskedForComesBeforeThePreset() {
        Connection connection = upgraded();
        rig.toxics(toxic(
                "nginx", Stream.BOTH, make("idle_evict", "preset", "nginx", "on_expiry", "rst", "refresh", "both")));

        pass(40_000);
        connection.fromClient(TEXT);
        pass(40_000);

        assertFalse(connection.client.closed);
    }

    @Test
    void everyPresetMakesAToxicAndAnUnknownOneIsNamed() {
        for (IdlePreset preset : IdlePreset.all()) {
            assertEquals(
                    preset.name(),
                    make("idle_evict", "preset", preset.name()).values().text("preset"));
        }

        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> make("idle_evict", "preset", "aws"));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("preset: aws, accepted is one of aws-nlb"));
    }
}
