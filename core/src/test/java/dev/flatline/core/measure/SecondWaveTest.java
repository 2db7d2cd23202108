package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import org.junit.jupiter.api.Test;

/** Who is lost again soon after a return, as told through a recorder. */
class SecondWaveTest {

    private static final ScheduledFault HOLE = Told.blackhole(0);
    private static final ScheduledFault RESET = Told.fault(1, new Fault.Reset());

    private final Told told = Told.ours();

    @Test
    void aClientThatIsLostWithinThirtySecondsOfItsReturnCounts() {
        back().loses(1, CloseCause.RESET, 36_000);

        assertSecondWave(1);
        assertEquals(
                new Metric.Count(1), told.recorder.faults().get(0).metrics().get("second_wave"));
    }

    @Test
    void afterThirtySecondsItIsAnotherStory() {
        back().loses(1, CloseCause.RESET, 36_101.1);

        assertSecondWave(0);
    }

    @Test
    void aFirstConnectIsNoReturn() {
        told.connects(1, 0, 100).loses(1, CloseCause.RESET, 200);

        assertSecondWave(0);
    }

    @Test
    void eachReturnMayEndInOne() {
        told.connects(1, 0, 100).loses(1, CloseCause.RESET, 200);
        told.connects(1, 1, 300).loses(1, CloseCause.RESET, 400);
        told.connects(1, 2, 500).loses(1, CloseCause.RESET, 600);

        assertSecondWave(2);
    }

    @Test
    void whomAnotherFaultHitsMeanwhileIsNone() {
        back().begins(RESET, 7_000, 1).ends(RESET, 7_001).loses(1, CloseCause.RESET, 7_002);

        assertSecondWave(0);
    }

    @Test
    void whoLeavesByItsOwnChoiceIsNone() {
        back().leaves(1, 7_000).connects(1, 0, 8_000).loses(1, CloseCause.RESET, 8_500);

        assertSecondWave(0);
    }

    @Test
    void oneThatOpensUnderAFaultHasNotReturned() {
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).expires(1, 4_000);

        told.attempt(1, true, 4_500).serverOpens(1, 1, 4_500.5).opens(1, 4_501).loses(1, CloseCause.RESET, 5_000);

        assertSecondWave(0);
    }

    private Told back() {
        told.connects(1, 0, 100)
                .begins(HOLE, 1_000, 1)
                .expires(1, 4_000)
                .evicts(1, 0, 5_000)
                .ends(HOLE, 5_500);
        return told.connects(1, 1, 6_100);
    }

    private void assertSecondWave(long count) {
        assertEquals(new Metric.Count(count), told.recorder.metrics().get("second_wave"));
    }
}
