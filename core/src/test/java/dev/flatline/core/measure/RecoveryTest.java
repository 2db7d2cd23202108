package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import org.junit.jupiter.api.Test;

/** Outages and recoveries, as told through a recorder. */
class RecoveryTest {

    private static final ScheduledFault HOLE = Told.blackhole(0);
    private static final ScheduledFault RESTART = Told.fault(0, new Fault.ServerRestart());

    private final Told told = Told.ours();

    @Test
    void anOutageLastsFromTheHitToTheFirstAnswer() {
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).expires(1, 4_000).ends(HOLE, 5_000);
        told.attempt(1, true, 5_100).serverOpens(1, 1, 5_199).opens(1, 5_200).answers(1, 5_500);

        assertOutages(1, 0, 4_500);
        assertEquals(200, told.millis("recover.t100"), 1);
    }

    @Test
    void anOutageNobodyCausedLastsFromTheLoss() {
        told.connects(1, 0, 100).loses(1, CloseCause.RESET, 1_000).connects(1, 1, 1_500);

        assertOutages(1, 0, 501);
        assertEquals(Double.NaN, told.millis("recover.t100"));
    }

    @Test
    void aSurvivorIsBackWhenItsConnectionAnswers() {
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).ends(HOLE, 2_000).pong(1, 2_300);

        assertOutages(1, 0, 1_300);
        assertEquals(300, told.millis("recover.t100"), 1);
    }

    @Test
    void aRestartHitsWhomItTurnsAwayToo() {
        told.connects(1, 0, 100)
                .connects(2, 0, 200)
                .loses(2, CloseCause.RESET, 900)
                .begins(RESTART, 1_000, 1);
        told.loses(1, CloseCause.END_OF_STREAM, 1_001).attempt(2, true, 1_500).fails(2, CloseCause.RESET, 1_501);
        told.ends(RESTART, 3_000);

        told.connects(1, 1, 3_200).connects(2, 1, 7_000);

        assertEquals(2, told.recorder.faults().get(0).clientsHit());
        assertEquals(4_000, told.millis("recover.t100"), 10);
    }

    /** What the server sent before it let the connection go is delivered at the end of the fault, and the FIN behind it. */
    @Test
    void anAnswerOnAConnectionThatTheServerHasLetGoIsNoReturn() {
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).evicts(1, 0, 7_000).ends(HOLE, 8_000);
        told.pong(1, 8_000.1).loses(1, CloseCause.END_OF_STREAM, 8_000.2);
        assertOutages(0, 1, Double.POSITIVE_INFINITY);

        told.connects(1, 1, 8_999);

        assertOutages(1, 0, 8_000);
        assertEquals(1_000, told.millis("recover.t100"), 1);
    }

    @Test
    void aConnectionThatTheServerHasLetGoBeforeItsClientOpensIsNoReturn() {
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).expires(1, 4_000);
        told.attempt(1, true, 4_500)
                .serverOpens(1, 1, 4_500.5)
                .evicts(1, 1, 11_000)
                .ends(HOLE, 12_000);

        told.opens(1, 12_000.1).answers(1, 12_000.2).loses(1, CloseCause.END_OF_STREAM, 12_000.3);

        assertOutages(0, 1, Double.POSITIVE_INFINITY);
        assertEquals(Double.POSITIVE_INFINITY, told.millis("recover.t50"));
    }

    @Test
    void onAForeignServerAnAnswerAfterTheFaultIsTakenForAReturn() {
        Told foreign = Told.foreign();

        foreign.connects(1, 0, 100).begins(HOLE, 1_000, 1).ends(HOLE, 8_000).pong(1, 8_000.1);

        assertEquals(1, foreign.distribution("outage").count());
    }

    @Test
    void aSurvivorThatNeverAsksIsBackWhenTheFaultEnds() {
        Told quiet = Told.askingNothing();

        quiet.connects(1, 0, 100).begins(HOLE, 1_000, 1).ends(HOLE, 2_000);

        assertEquals(1_000, quiet.distribution("outage").max(), 1);
        assertEquals(0, quiet.distribution("outage").unfinished());
        assertEquals(0, quiet.millis("recover.t100"), 0.01);
    }

    @Test
    void answersInFlightWhenTheFaultBeganEndNoOutage() {
        told.attempt(1, false, 997).serverOpens(1, 0, 998).opens(1, 999).begins(HOLE, 1_000, 1);
        told.answers(1, 1_000.01).pong(1, 1_000.02);
        assertOutages(0, 1, Double.POSITIVE_INFINITY);

        told.expires(1, 4_000).ends(HOLE, 5_000).connects(1, 1, 6_000);

        assertOutages(1, 0, 5_001);
        assertEquals(1_001, told.millis("recover.t100"), 2);
    }

    @Test
    void aClientBackAnInstantBeforeTheEndOfARestartIsToldIsBack() {
        told.connects(1, 0, 100).begins(RESTART, 1_000, 1);
        told.serverCloses(1, 0, CloseCause.SERVER_STOPPED, 1_000).loses(1, CloseCause.END_OF_STREAM, 1_001);

        told.connects(1, 1, 2_998).ends(RESTART, 3_000);

        assertOutages(1, 0, 1_999);
        assertEquals(0, told.millis("recover.t100"), 0.01);
    }

    @Test
    void aConnectionThatDidNotOutlastTheRestartIsNoReturn() {
        told.attempt(1, false, 999).begins(RESTART, 1_000, 1).opens(1, 1_000.1).answers(1, 1_000.1);
        told.loses(1, CloseCause.RESET, 1_001);

        told.ends(RESTART, 3_000);

        assertEquals(Double.POSITIVE_INFINITY, told.millis("recover.t50"));
        assertOutages(0, 1, Double.POSITIVE_INFINITY);
    }

    @Test
    void aClientThatNeverReturnedIsInfinite() {
        for (int client = 0; client < 10; client++) {
            told.connects(client, 0, 100);
        }
        told.begins(RESTART, 1_000, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (int client = 0; client < 10; client++) {
            told.loses(client, CloseCause.RESET, 1_001);
        }
        told.ends(RESTART, 2_000);
        for (int client = 0; client < 9; client++) {
            told.connects(client, 1, 2_000 + 100 * client);
        }

        assertEquals(401, told.millis("recover.t50"), 2);
        assertEquals(801, told.millis("recover.t90"), 2);
        assertEquals(Double.POSITIVE_INFINITY, told.millis("recover.t99"));
        assertEquals(Double.POSITIVE_INFINITY, told.millis("recover.t100"));
        assertOutages(9, 1, Double.POSITIVE_INFINITY);
    }

    @Test
    void latencyThatDrivesAClientOffIsRecoveredFromWhenItReturns() {
        ScheduledFault slow = Told.fault(0, new Fault.Latency(Told.MS, 0));
        told.connects(1, 0, 100).connects(2, 0, 100).begins(slow, 1_000, 1, 2).pong(1, 1_500);

        told.expires(1, 3_000).ends(slow, 4_000).connects(1, 1, 4_499);

        assertEquals(0, told.millis("recover.t50"), 0.01);
        assertEquals(500, told.millis("recover.t100"), 1);
    }

    @Test
    void theSlowestFaultIsTheMetric() {
        ScheduledFault second = Told.fault(1, new Fault.ServerRestart());
        told.connects(1, 0, 100).begins(RESTART, 1_000, 1).loses(1, CloseCause.RESET, 1_001);
        told.ends(RESTART, 2_000).connects(1, 1, 2_099).begins(second, 3_000, 1);
        told.loses(1, CloseCause.RESET, 3_001).ends(second, 4_000).connects(1, 2, 4_899);

        assertEquals(100, told.outcome(0).t100(), 1);
        assertEquals(900, told.millis("recover.t100"), 1);
        assertOutages(2, 0, 1_900);
    }

    @Test
    void anAnswerUnderASecondFaultIsNoReturnFromTheFirst() {
        ScheduledFault second = Told.blackhole(1);
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).begins(second, 1_500, 1).ends(HOLE, 2_000);
        told.pong(1, 2_000.1).ends(second, 3_000).pong(1, 3_100);

        assertEquals(1_100, told.outcome(0).t100(), 2);
        assertEquals(100, told.outcome(1).t100(), 1);
        assertOutages(1, 0, 2_100);
    }

    @Test
    void clientsThatWereOfflineWereChosenAndNotHit() {
        ScheduledFault half = new ScheduledFault(0, new Fault.Blackhole(), 0, 1, 0.5);

        told.connects(1, 0, 100).begins(half, 1_000, 1).ends(half, 2_000);

        assertEquals(5, told.outcome(0).clientsChosen());
        assertEquals(1, told.outcome(0).clientsHit());
    }

    private void assertOutages(long count, long unfinished, double max) {
        Metric.Distribution outage = told.distribution("outage");
        assertEquals(count, outage.count());
        assertEquals(unfinished, outage.unfinished());
        assertEquals(max, outage.max(), 6);
    }
}
