package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import org.junit.jupiter.api.Test;

class DetectionMeterTest {

    private static final ScheduledFault HOLE = Told.blackhole(0);

    private final Told told = Told.ours().connects(1, 0, 100);

    @Test
    void bothSidesNotice() {
        told.begins(HOLE, 1_000, 1).expires(1, 4_000).evicts(1, 0, 7_500).ends(HOLE, 10_000);

        assertDetected(3_000, 6_500, 0);
        assertSurvival(1, 0);
    }

    @Test
    void onlyTheClientNotices() {
        told.begins(HOLE, 1_000, 1).expires(1, 4_000);

        assertDetected(3_000, Double.NaN, 1);
    }

    @Test
    void onlyTheServerNoticesAndTheClientIsToldLateByFin() {
        told.begins(HOLE, 1_000, 1).evicts(1, 0, 7_500);
        assertDetected(Double.NaN, 6_500, 1);

        told.ends(HOLE, 10_000).loses(1, CloseCause.END_OF_STREAM, 10_001);

        assertDetected(Double.NaN, 6_500, 0);
        assertEquals(1, told.count("detect.told"));
        assertSurvival(1, 0);
    }

    @Test
    void theServerIsToldLateByFin() {
        told.begins(HOLE, 1_000, 1).expires(1, 4_000).ends(HOLE, 5_000);
        told.serverCloses(1, 0, CloseCause.END_OF_STREAM, 5_001);

        assertDetected(3_000, Double.NaN, 0);
        assertEquals(1, told.count("detect.told"));
    }

    @Test
    void aSideThatGivesUpByItselfWhileTheFaultIsOnHasNoticed() {
        told.begins(HOLE, 1_000, 1).loses(1, CloseCause.NETWORK_ERROR, 3_000);
        told.serverCloses(1, 0, CloseCause.LOCAL, 4_000).ends(HOLE, 5_000);

        assertDetected(2_000, 3_000, 0);
        assertEquals(0, told.count("detect.told"));
    }

    /** The FIN passed the proxy before the fault began. */
    @Test
    void whatWasUnderWayWhenTheFaultBeganTells() {
        told.begins(HOLE, 1_000, 1).loses(1, CloseCause.END_OF_STREAM, 1_000.1);

        assertEquals(0, told.distribution("detect.client").count());
        assertEquals(1, told.count("detect.told"));
    }

    @Test
    void nobodyNoticesByTheEndOfTheRun() {
        told.begins(HOLE, 1_000, 1);

        assertDetected(Double.NaN, Double.NaN, 2);
    }

    @Test
    void aFaultShorterThanEveryTimeoutKillsNobody() {
        told.begins(HOLE, 1_000, 1).ends(HOLE, 2_000).pong(1, 2_500);

        assertDetected(Double.NaN, Double.NaN, 0);
        assertSurvival(1, 1);
    }

    @Test
    void ofTwoOverlappingFaultsTheFirstOwnsTheDeath() {
        ScheduledFault second = Told.blackhole(1);
        told.begins(HOLE, 1_000, 1).begins(second, 2_000, 1).ends(HOLE, 3_000);
        assertDetected(Double.NaN, Double.NaN, 2);

        told.expires(1, 4_000).evicts(1, 0, 7_500).ends(second, 9_000);

        assertDetected(3_000, 6_500, 0);
        assertSurvival(1, 0);
        assertEquals(0, told.outcome(1).died());
    }

    @Test
    void aSurvivorOfTwoOverlappingFaultsBelongsToTheOneItDiedOf() {
        ScheduledFault second = Told.blackhole(1);
        told.begins(HOLE, 1_000, 1).begins(second, 1_500, 1).ends(HOLE, 2_000).ends(second, 2_500);

        assertSurvival(1, 1);
        assertEquals(0, told.outcome(1).survived());
    }

    @Test
    void aServerThatStopsBeforeItNoticesHasMissedTheDeath() {
        told.begins(HOLE, 1_000, 1)
                .serverCloses(1, 0, CloseCause.SERVER_STOPPED, 2_000)
                .expires(1, 4_000);

        assertDetected(3_000, Double.NaN, 1);
    }

    @Test
    void expiryOfAHealthyConnectionIsAFalseKillOnEitherSide() {
        told.connects(2, 0, 200).expires(1, 20_000).evicts(2, 0, 21_000);

        assertEquals(2, told.count("false_kills"));
    }

    @Test
    void expiryInTheWindowAfterAFaultIsNoFalseKill() {
        ScheduledFault slow = Told.fault(0, new Fault.Latency(Told.MS, 0));
        told.connects(2, 0, 200).begins(slow, 1_000, 1, 2).ends(slow, 2_000);

        told.expires(1, 6_000).evicts(2, 0, 9_000);
        assertEquals(0, told.count("false_kills"));
        told.connects(1, 1, 6_100).connects(2, 1, 9_100).expires(1, 10_001).evicts(2, 1, 14_000);

        assertEquals(2, told.count("false_kills"));
    }

    @Test
    void expiryOfALiveConnectionUnderLatencyIsASlowKillOnEitherSide() {
        ScheduledFault slow = Told.fault(0, new Fault.Latency(Told.MS, 0));
        told.connects(2, 0, 200).connects(3, 0, 200).begins(slow, 1_000, 1, 2, 3);

        told.expires(1, 5_000).evicts(2, 0, 8_000).ends(slow, 9_000).expires(3, 10_000);

        assertEquals(3, told.count("slow_kills"));
        assertEquals(0, told.count("false_kills"));
    }

    @Test
    void expiryUnderOrSoonAfterAFaultThatStopsBytesIsNoSlowKill() {
        ScheduledFault slow = Told.fault(1, new Fault.Latency(Told.MS, 0));
        told.connects(2, 0, 200).begins(slow, 900, 1, 2).begins(HOLE, 1_000, 1, 2);
        told.ends(HOLE, 2_000).expires(1, 4_500).evicts(2, 0, 8_500);
        assertEquals(0, told.count("slow_kills"));

        told.connects(2, 1, 9_000).evicts(2, 1, 16_000);

        assertEquals(1, told.count("slow_kills"));
        assertEquals(0, told.count("false_kills"));
    }

    @Test
    void evictionOfAGhostIsNoFalseKill() {
        told.loses(1, CloseCause.RESET, 20_000).evicts(1, 0, 30_000);

        assertEquals(0, told.count("false_kills"));
    }

    /** The answer to the upgrade was under way when the fault began: what opens is dead. */
    @Test
    void aClientThatOpensUnderASilentFaultOwesANotice() {
        told.attempt(2, false, 999).serverOpens(2, 0, 999.9).begins(HOLE, 1_000, 2);
        told.opens(2, 1_000.02);

        told.expires(2, 5_000).evicts(2, 0, 7_000).ends(HOLE, 9_000);

        assertDetected(4_000, 6_000, 0);
        assertSurvival(1, 0);
    }

    @Test
    void whatItsClientNeverOpensIsNobodysDeath() {
        told.attempt(2, false, 999).begins(HOLE, 1_000, 2).serverOpens(2, 0, 1_000.1);
        told.connects(3, 0, 200).attempt(4, false, 999).serverOpens(4, 0, 999.9).hits(HOLE, 4, 1_000);
        assertEquals(0, told.count("detect.missed"));

        told.fails(2, CloseCause.UPGRADE_TIMEOUT, 3_000).evicts(2, 0, 7_000.1);
        told.fails(4, CloseCause.UPGRADE_TIMEOUT, 3_000).evicts(4, 0, 7_000.1);

        assertDetected(Double.NaN, Double.NaN, 0);
        assertSurvival(0, 0);
    }

    /** One that the client had given up is accepted while it tries again; the next one opens. */
    @Test
    void aDeathHasOneNoticeOfTheServerHoweverManyConnectionsItHolds() {
        told.attempt(2, false, 100).fails(2, CloseCause.UPGRADE_TIMEOUT, 600).attempt(2, true, 700);
        told.serverOpens(2, 0, 701).serverOpens(2, 1, 702).opens(2, 703).answers(2, 703);

        told.begins(HOLE, 1_000, 2).expires(2, 4_000).evicts(2, 0, 7_000).evicts(2, 1, 7_000);

        assertEquals(1, told.distribution("detect.server").count());
        assertSurvival(1, 0);
    }

    @Test
    void aClientThatOpenedUnderASilentFaultHasDiedEvenIfItNeverNotices() {
        told.attempt(2, false, 999)
                .serverOpens(2, 0, 999.9)
                .begins(HOLE, 1_000, 2)
                .opens(2, 1_000.02);

        assertDetected(Double.NaN, Double.NaN, 2);
        assertSurvival(1, 0);
    }

    @Test
    void aConnectionHitInMidUpgradeThatLivesOnIsNoDeath() {
        told.attempt(2, false, 999).serverOpens(2, 0, 999.5).begins(HOLE, 1_000, 2);

        told.ends(HOLE, 1_500).opens(2, 1_501);

        assertDetected(Double.NaN, Double.NaN, 0);
        assertSurvival(0, 0);
    }

    @Test
    void aClientThatReturnsAnInstantBeforeTheEndIsToldHasNotDied() {
        told.begins(HOLE, 1_000, 1).expires(1, 4_000).evicts(1, 0, 7_000);
        told.connects(1, 1, 9_998).ends(HOLE, 9_999.9).pong(1, 12_000);

        assertDetected(3_000, 6_000, 0);
        assertSurvival(1, 0);
    }

    @Test
    void whatWasNoticedBeforeTheEndButToldAfterItCounts() {
        told.connects(2, 0, 200).begins(HOLE, 1_000, 1, 2).ends(HOLE, 5_000);

        told.expires(1, 4_999.9).serverCloses(1, 0, CloseCause.END_OF_STREAM, 5_001);
        told.evicts(2, 0, 4_999.9).loses(2, CloseCause.END_OF_STREAM, 5_001);

        assertEquals(1, told.distribution("detect.client").count());
        assertEquals(1, told.distribution("detect.server").count());
        assertEquals(2, told.count("detect.told"));
        assertEquals(0, told.count("detect.missed"));
        assertSurvival(2, 0);
    }

    @Test
    void aLossBeforeTheHitThatIsToldAfterItIsNoDetection() {
        told.begins(HOLE, 1_000, 1).loses(1, CloseCause.RESET, 999.99);
        told.serverCloses(1, 0, CloseCause.RESET, 999.98);

        assertDetected(Double.NaN, Double.NaN, 0);
        assertSurvival(0, 0);
    }

    @Test
    void aHitToldAfterTheEndOfItsFaultIsNone() {
        told.begins(HOLE, 1_000).ends(HOLE, 2_000).hits(HOLE, 1, 1_999);

        assertDetected(Double.NaN, Double.NaN, 0);
        assertEquals(0, told.outcome(0).clientsHit());
    }

    @Test
    void aForeignServersSideIsAbsentWithItsReason() {
        Told foreign = Told.foreign();
        foreign.attempt(1, false, 1).opens(1, 2).begins(HOLE, 1_000, 1).expires(1, 4_000);

        for (String metric : new String[] {"detect.server", "ghosts", "server.open"}) {
            assertEquals(new Metric.Absent(MeterPlan.FOREIGN), foreign.metric(metric));
        }
        assertEquals(3_000, foreign.distribution("detect.client").max(), 3);
        assertEquals(0, foreign.count("detect.missed"));
    }

    @Test
    void aForeignServerThatHadEvictedTellsByFinAfterTheFault() {
        Told foreign = Told.foreign();
        foreign.attempt(1, false, 1).opens(1, 2).attempt(2, false, 1).opens(2, 2);
        foreign.begins(HOLE, 1_000, 1, 2).ends(HOLE, 4_000).pong(2, 4_100);

        foreign.loses(1, CloseCause.END_OF_STREAM, 4_001).loses(2, CloseCause.END_OF_STREAM, 60_000);

        assertEquals(0, foreign.distribution("detect.client").count());
        assertEquals(1, foreign.count("detect.told"));
        assertEquals(1, foreign.outcome(0).survived());
    }

    private void assertDetected(double clientMillis, double serverMillis, long missed) {
        assertInstanceOf(Metric.Distribution.class, told.metric("detect.server"));
        assertEquals(clientMillis, told.distribution("detect.client").max(), 10);
        assertEquals(serverMillis, told.distribution("detect.server").max(), 10);
        assertEquals(missed, told.count("detect.missed"));
        assertEquals(0, told.count("false_kills"));
    }

    private void assertSurvival(int died, int survived) {
        assertEquals(died, told.outcome(0).died());
        assertEquals(survived, told.outcome(0).survived());
    }
}
