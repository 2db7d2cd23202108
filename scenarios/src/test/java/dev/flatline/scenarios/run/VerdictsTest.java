package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    @Test
    void aRunThatAnObjectiveEndedHasMissedItUnlessItsGeneratorSpoiltIt() {
        assertEquals(Verdict.MISSED, Verdicts.of(State.ABORTED, false, outcomes(Outcome.MISSED), true));
        assertEquals(Verdict.INCOMPLETE, Verdicts.of(State.ABORTED, true, outcomes(Outcome.MISSED), true));
        assertEquals(Verdict.INCOMPLETE, Verdicts.of(State.ABORTED, false, outcomes(Outcome.MISSED), false));
    }

    @Test
    void allMetIsMetAndOneMissedIsMissed() {
        assertEquals(Verdict.MET, Verdicts.of(State.COMPLETED, false, outcomes(Outcome.MET, Outcome.MET), false));
        assertEquals(Verdict.MISSED, Verdicts.of(State.COMPLETED, false, outcomes(Outcome.MET, Outcome.MISSED), false));
    }

    @Test
    void anObjectiveWithoutDataIsNotMetAndOneThatNobodySeesIsLeftOut() {
        assertEquals(Verdict.MISSED, Verdicts.of(State.COMPLETED, false, outcomes(Outcome.NO_DATA), false));
        assertEquals(
                Verdict.MET, Verdicts.of(State.COMPLETED, false, outcomes(Outcome.NOT_OBSERVABLE, Outcome.MET), false));
    }

    @Test
    void aRunThatDidNotEndIsIncompleteAndOneThatWasSpoiltIsInvalidWhateverItsObjectives() {
        assertEquals(Verdict.INCOMPLETE, Verdicts.of(State.INTERRUPTED, true, outcomes(Outcome.MET), false));
        assertEquals(Verdict.INVALID, Verdicts.of(State.COMPLETED, true, outcomes(Outcome.MET), false));
    }

    private static List<ObjectiveOutcome> outcomes(Outcome... outcomes) {
        return List.of(outcomes).stream()
                .map(outcome -> new ObjectiveOutcome("outage.p99 < 1s", "", outcome, ""))
                .toList();
    }
}
