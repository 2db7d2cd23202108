package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.MeterPlan;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-socket")
class StageTest {

    private final CountDownLatch planted = new CountDownLatch(1);

    @Test
    void aFailureOnAnEventLoopSpoilsTheRun() throws InterruptedException {
        Failures failures = new Failures();
        Scenario scenario = SmallStorm.scenario(SmallStorm.YAML);

        try (Stage stage = new Stage(failures)) {
            long origin = stage.clock().nanoTime();
            MeterPlan plan = new MeterPlan(
                    scenario.load(),
                    origin,
                    Optional.of(scenario.serverRule()),
                    false);
            stage.start(scenario, Optional.empty(), new RunRecorder(plan, this::fail, line -> {}, 1_000), origin);
            assertTrue(planted.await(10, TimeUnit.SECONDS), "no client was ever told of");
        }

        assertTrue(failures.warnings().get(0).contains("planted"), failures.warnings()::toString);
        assertEquals(
                Verdict.INVALID,
                Verdicts.of(State.COMPLETED, !failures.warnings().isEmpty(), List.of()));
    }

    private void fail(CharSequence line) {
        planted.countDown();
        throw new IllegalStateException("planted");
    }
}
