package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.scenarios.objective.Measured;
import dev.flatline.scenarios.objective.Objective;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ObjectiveWatchTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Objective FEW_KILLS =
            Objective.parse("false_kills < 3").aborting(10 * SECOND);

    private final ObjectiveWatch watch = new ObjectiveWatch(List.of(Objective.parse("false_kills == 0"), FEW_KILLS));

    @Test
    void endsTheRunWhenAnObjectiveThatIsToIsMissed() {
        watch.see(kills(2), 20 * SECOND);
        assertEquals(Optional.empty(), watch.reason());

        watch.see(kills(3), 21 * SECOND);

        assertEquals(Optional.of("aborted: the objective 'false_kills < 3' was missed after 21s (3)"), watch.reason());
    }

    @Test
    void doesNotLookBeforeItsTime() {
        watch.see(kills(5), 10 * SECOND - 1);
        assertEquals(Optional.empty(), watch.reason());

        watch.see(kills(5), 10 * SECOND);

        assertEquals(Optional.of("aborted: the objective 'false_kills < 3' was missed after 10s (5)"), watch.reason());
    }

    @Test
    void aRunThatHasNotGoneOnForASecondEndsForNothing() {
        ObjectiveWatch eager =
                new ObjectiveWatch(List.of(Objective.parse("false_kills < 3").aborting(0)));

        eager.see(kills(3), 0);

        assertEquals(Optional.empty(), eager.reason());
    }

    @Test
    void keepsTheFirstReason() {
        watch.see(kills(3), 21 * SECOND);

        watch.see(kills(4), 22 * SECOND);

        assertEquals(Optional.of("aborted: the objective 'false_kills < 3' was missed after 21s (3)"), watch.reason());
    }

    @Test
    void nothingMeasuredEndsNothing() {
        watch.see(new Measured(Map.of(), Map.of(), List.of(), (metric, part, share) -> Double.NaN, true), 60 * SECOND);

        assertEquals(Optional.empty(), watch.reason());
        assertEquals(List.of(Outcome.NO_DATA, Outcome.NO_DATA), outcomes());
    }

    @Test
    void saysHowTheObjectivesStand() {
        watch.see(kills(1), SECOND);

        assertEquals(List.of(Outcome.MISSED, Outcome.MET), outcomes());
    }

    private List<Outcome> outcomes() {
        return watch.outcomes().stream().map(ObjectiveOutcome::outcome).toList();
    }

    private static Measured kills(long count) {
        return new Measured(
                Map.of("false_kills", new Metric.Count(count)),
                Map.of(),
                List.of(),
                (metric, part, share) -> Double.NaN,
                true);
    }
}
