package dev.flatline.chaos;

import static dev.flatline.chaos.Faults.make;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.RelayRig.Connection;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.fault.Direction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a strict proxy does as the recorded Toxiproxy 2.12 did it, although it is a defect; in virtual time. */
final class StrictTest {

    private final RelayRig rig = new RelayRig(1, 0, new RecordingFaultEvents(), true);

    @AfterEach
    void leavesNothingBehind() {
        rig.shard.close();

        assertEquals(0, rig.leaked());
        assertEquals(0, rig.context.open().get());
    }

    private Connection open() {
        Connection connection = rig.accept();
        connection.relay.connected();
        return connection;
    }

    @Test
    void anEndClosesBothDirections() {
        Connection connection = open();

        connection.fromClient("question");
        connection.relay.finRead(Direction.UPSTREAM);

        assertEquals("question", connection.server.sent.toString());
        assertTrue(connection.server.fin && connection.client.closed && connection.server.closed);
    }

    @Test
    void latencyDoesNotDelayTheEnd() {
        rig.toxics(RelayRig.toxic("slow", Stream.DOWNSTREAM, make("latency", "latency", 300L)));
        Connection connection = open();

        connection.relay.finRead(Direction.DOWNSTREAM);

        assertTrue(connection.client.fin);
    }

    @Test
    void aResetPeerThatHitsNobodyStillResetsWhatIsOpenedMeanwhile() {
        Connection before = open();
        rig.toxics(new NamedToxic("r", Stream.DOWNSTREAM, 0, Target.EVERYONE, make("reset_peer")));
        Connection during = open();

        before.relay.finRead(Direction.DOWNSTREAM);
        during.relay.finRead(Direction.DOWNSTREAM);

        assertTrue(before.client.fin && !before.client.reset);
        assertTrue(during.client.reset);
    }

    @Test
    void anUnreachableUpstreamEndsInAFin() {
        Connection connection = rig.accept();

        connection.relay.unreachable();

        assertTrue(connection.client.closed);
        assertFalse(connection.client.reset);
    }

    @Test
    void everyVersionOfAToxicDrawsAnew() {
        List<Integer> first = hitBy(1L);
        List<Integer> second = hitBy(2L);

        assertNotEquals(first, second);
    }

    private List<Integer> hitBy(long latency) {
        rig.toxics(new NamedToxic(
                "half", Stream.DOWNSTREAM, 0.5, Target.EVERYONE, make("latency", "latency", latency * 1000)));
        List<Integer> hit = new ArrayList<>();
        for (int client = 0; client < 40; client++) {
            Connection connection = rig.open(client);
            connection.fromServer("x");
            if (connection.client.sent.isEmpty()) {
                hit.add(client);
            }
        }
        return hit;
    }
}
