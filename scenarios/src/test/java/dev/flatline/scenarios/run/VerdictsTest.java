package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final long MAX_LAG_NANOS = 200_000_000;

    @Test
    void allMetIsMetAndOneMissedIsMissed() {
        assertEquals(Verdict.MET, Verdicts.of(State.COMPLETED, false, outcomes(Outcome.MET, Outcome.MET)));
        assertEquals(Verdict.MISSED, Verdicts.of(State.COMPLETED, false, outcomes(Outcome.MET, Outcome.MISSED)));
    }

    @Test
    void anObjectiveWithoutDataIsNotMetAndOneThatNobodySeesIsLeftOut() {
        assertEquals(Verdict.MISSED, Verdicts.of(State.COMPLETED, false, outcomes(Outcome.NO_DATA)));
        assertEquals(Verdict.MET, Verdicts.of(State.COMPLETED, false, outcomes(Outcome.NOT_OBSERVABLE, Outcome.MET)));
    }

    @Test
    void aRunThatDidNotEndIsIncompleteAndOneThatWasSpoiltIsInvalidWhateverItsObjectives() {
        assertEquals(Verdict.INCOMPLETE, Verdicts.of(State.INTERRUPTED, true, outcomes(Outcome.MET)));
        assertEquals(Verdict.INVALID, Verdicts.of(State.COMPLETED, true, outcomes(Outcome.MET)));
    }

    @Test
    void lateIsMoreThanAllowedAtThe99thPercentileOrFiveTimesAsMuchOnce() {
        assertTrue(Verdicts.lateness(lag(200, 1_000), MAX_LAG_NANOS).isEmpty());
        assertTrue(Verdicts.lateness(lag(201, 300), MAX_LAG_NANOS).isPresent());
        assertTrue(Verdicts.lateness(lag(1, 1_001), MAX_LAG_NANOS).isPresent());
    }

    @Test
    void aMachineThatRanOutOfDescriptorsIsTold() {
        assertTrue(Verdicts.exhaustion(Map.of("connect.failed.no-resources", new Metric.Count(27)))
                .orElseThrow()
                .startsWith("27 connects failed because this machine ran out"));
        assertTrue(Verdicts.exhaustion(Map.of("connect.failed.reset", new Metric.Count(27)))
                .isEmpty());
    }

    @Test
    void aSimulatedGeneratorIsNeverLate() {
        assertTrue(Verdicts.lateness(Map.of("generator.lag", new Metric.Absent("simulated")), 1)
                .isEmpty());
    }

    private static Map<String, Metric> lag(double p99, double max) {
        return Map.of("generator.lag", new Metric.Distribution(7_500, 0, 1, 1, 1, p99, max, max));
    }

    private static List<ObjectiveOutcome> outcomes(Outcome... outcomes) {
        return List.of(outcomes).stream()
                .map(outcome -> new ObjectiveOutcome("outage.p99 < 1s", "", outcome, ""))
                .toList();
    }
}
