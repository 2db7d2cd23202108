package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.ScheduledFault;
import org.junit.jupiter.api.Test;

/** Clients that leave by their own choice, as the numbers see them. */
final class DepartureTest {

    @Test
    void aClientThatLeavesAndComesBackIsNoLossAndNoOutage() {
        Told told =
                Told.ours().connects(1, 0, 1_000).leaves(1, 2_000).serverCloses(1, 0, CloseCause.CLOSE_FRAME, 2_001);

        told.attempt(1, false, 7_000).serverOpens(1, 1, 7_001).opens(1, 7_002);

        assertEquals(1, told.count("clients.left"));
        assertEquals(1, told.count("clients.joined"));
        assertEquals(0, told.distribution("outage").count());
        assertEquals(0, told.count("attempts.total"));
        assertEquals(new Metric.Absent("no such metric"), told.metric("clients.lost.local"));
        assertEquals(new Metric.Gauge(1, 1), told.metric("clients.open"));
    }

    @Test
    void aClientThatIsAwayIsCountedAsNeitherOpenNorDown() {
        Told told = Told.ours().connects(1, 0, 1_000).connects(2, 0, 1_000).leaves(1, 2_000);

        Snapshot snapshot = told.recorder.snapshot();

        assertEquals(1, snapshot.open());
        assertEquals(0, snapshot.down());
    }

    @Test
    void theConnectionOfALeaverIsNoGhostWhileItsCloseIsOnTheWay() {
        Told told = Told.ours().connects(1, 0, 1_000).leaves(1, 2_000);

        told.serverCloses(1, 0, CloseCause.CLOSE_FRAME, 2_001);

        assertEquals(new Metric.Gauge(0, 0), told.metric("ghosts"));
    }

    @Test
    void theConnectionOfALeaverIsAGhostWhenAFaultKeepsItsCloseFromTheServer() {
        ScheduledFault hole = Told.blackhole(0);

        Told told = Told.ours().connects(1, 0, 1_000).begins(hole, 1_500, 1).leaves(1, 2_000);

        assertEquals(new Metric.Gauge(1, 1), told.metric("ghosts"));
    }

    @Test
    void aLeaverOwesNoNoticeOfADeathAndTheServerStillDoes() {
        ScheduledFault hole = Told.blackhole(0);
        Told told = Told.ours().connects(1, 0, 1_000).begins(hole, 1_500, 1).leaves(1, 2_000);

        told.evicts(1, 0, 8_000).ends(hole, 20_000);

        assertEquals(0, told.count("detect.missed"));
        assertEquals(0, told.distribution("detect.client").count());
        assertEquals(1, told.distribution("detect.server").count());
    }

    @Test
    void noFaultWaitsForAClientThatLeft() {
        ScheduledFault hole = Told.blackhole(0);
        Told told = Told.ours()
                .connects(1, 0, 1_000)
                .connects(2, 0, 1_000)
                .begins(hole, 1_500, 1, 2)
                .leaves(1, 2_000)
                .ends(hole, 3_000);

        told.pong(2, 3_100);

        assertEquals(100, told.millis("recover.t100"), 1);
        assertEquals(0, told.recorder.snapshot().down());
    }

    @Test
    void aClientThatGivesUpIsCountedByItsCause() {
        Told told = Told.ours().attempt(1, false, 1_000).fails(1, CloseCause.UPGRADE_REJECTED, 1_001);

        told.events.gaveUp(1, CloseCause.UPGRADE_REJECTED, 401, Told.at(1_001));

        assertEquals(1, told.count("clients.gave_up"));
        assertEquals(1, told.count("clients.gave_up.upgrade-rejected"));
    }
}
