package dev.flatline.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.report.testing.SampleRun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {

    private final SampleRun run = new SampleRun();

    @Test
    void saysHowFarAKilledRunCame() {
        run.state = RunResult.State.RUNNING;
        run.ranSeconds = 35;
        run.seconds = SampleRun.storm(37);

        double measured = Standing.measuredSeconds(run.result(), run.seconds);

        assertEquals(
                Optional.of(
                        "This run was killed after 37 s of 75 s; everything below is what had been measured by then."),
                Standing.notice(run.result(), measured, false));
    }

    @Test
    void doesNotCallARunKilledWhileItIsBeingWritten() {
        run.state = RunResult.State.RUNNING;

        assertEquals(
                Optional.of("This run is still going: below is what has been measured in 12 s of 75 s."),
                Standing.notice(run.result(), 12, true));
    }

    @Test
    void hasNothingToSayOfARunThatCameToItsEnd() {
        assertEquals(Optional.empty(), Standing.notice(run.result(), 75, false));
    }

    @Test
    void doesNotCallMetWhatNobodyAskedFor() {
        run.objectives = List.of();
        assertEquals("completed, no objectives", Standing.verdict(run.result()));

        run.objectives = List.of(SampleRun.objective("ghosts.max < 5", "", Outcome.NOT_OBSERVABLE, "not ours"));
        assertEquals("completed, no objective observable", Standing.verdict(run.result()));
    }

    @Test
    void warnsOfARunInWhichTheGeneratorWasTheBottleneck() {
        run.verdict = RunResult.Verdict.INVALID;

        assertEquals(
                Optional.of(
                        "The machine that ran the clients was the bottleneck, or a fault could not be done: the numbers"
                                + " below say nothing about the server. The first warning says why."),
                Standing.notice(run.result(), 75, false));
    }
}
