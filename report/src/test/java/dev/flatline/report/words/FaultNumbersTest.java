package dev.flatline.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.fault.FaultSign;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.testing.SampleRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FaultNumbersTest {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final SampleRun run = new SampleRun();

    @Test
    void onlyABlackholeKillsSilently() {
        assertEquals("10", FaultNumbers.died(fault("blackhole", 25, 3, 40)));
        assertEquals("3", FaultNumbers.survived(fault("blackhole", 25, 3, 40)));
        assertEquals(
                "–",
                FaultNumbers.died(new FaultOutcome(
                        0,
                        "reset",
                        1,
                        1,
                        2,
                        10,
                        10,
                        0,
                        0,
                        1,
                        2,
                        3,
                        4,
                        Map.of(),
                        List.of(),
                        FaultOutcome.Nature.UNTOLD)));
        assertEquals(
                "–",
                FaultNumbers.survived(new FaultOutcome(
                        0,
                        "reset",
                        1,
                        1,
                        2,
                        10,
                        10,
                        0,
                        0,
                        1,
                        2,
                        3,
                        4,
                        Map.of(),
                        List.of(),
                        FaultOutcome.Nature.UNTOLD)));
    }

    @Test
    void thereIsNoWayBackFromWhereNobodyWent() {
        assertEquals("40.0 ms", FaultNumbers.back(run.result(), fault("blackhole", 25, 3, 40), 40));
        assertEquals("–", FaultNumbers.back(run.result(), fault("blackhole", 25, 10, 40), 40));
        assertEquals("–", FaultNumbers.back(run.result(), fault("latency", 25, 0, 0), 0));
        assertEquals("–", FaultNumbers.back(run.result(), fault("refuse", Double.NaN, 0, NEVER), NEVER));
        assertEquals("–", FaultNumbers.back(run.result(), fault("refuse", 25, 0, Double.NaN), Double.NaN));
    }

    @Test
    void whoWasOnAnotherServerByTheEndIsBackAtOnce() {
        assertEquals("0 ms", FaultNumbers.back(run.result(), cut(10, 0), 0));
        assertEquals("–", FaultNumbers.back(run.result(), cut(10, 10), 0));
        assertEquals("–", FaultNumbers.back(run.result(), cut(0, 0), 0));
    }

    /** The network of the second server was cut. */
    private static FaultOutcome cut(int died, int survived) {
        FaultOutcome.Nature nature = new FaultOutcome.Nature(FaultSign.CUT, "", List.of(2));
        return new FaultOutcome(
                0, "disconnect", 0.5, 15, 25, 10, 10, died, survived, 0, 0, 0, 0, Map.of(), List.of(), nature);
    }

    @Test
    void whoWasNotBackWhenTheRunWasStoppedMayHaveComeLater() {
        assertEquals("never", FaultNumbers.back(run.result(), fault("reset", 25, 0, NEVER), NEVER));
        run.state = RunResult.State.INTERRUPTED;
        assertEquals("not yet", FaultNumbers.back(run.result(), fault("reset", 25, 0, NEVER), NEVER));
    }

    private static FaultOutcome fault(String label, double ended, int survived, double t100) {
        return new FaultOutcome(
                0,
                label,
                0.5,
                15,
                ended,
                10,
                10,
                10,
                survived,
                t100,
                t100,
                t100,
                t100,
                Map.of(),
                List.of(),
                FaultOutcome.Nature.UNTOLD);
    }
}
