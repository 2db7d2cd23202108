package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.MeterPlan;
import dev.flatline.core.measure.RunRecorder;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.scenarios.GeneratorBounds;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-socket")
class StageTest {

    private static final GeneratorBounds BOUNDS = new GeneratorBounds(200_000_000, 1_000_000_000, 1, 60_000_000_000L);

    private final CountDownLatch planted = new CountDownLatch(1);

    @Test
    void aFailureOnAnEventLoopSpoilsTheRun() throws InterruptedException {
        Failures failures = new Failures();
        Scenario scenario = SmallStorm.scenario(SmallStorm.YAML);

        try (Stage stage = new Stage(failures)) {
            long origin = stage.clock().nanoTime();
            MeterPlan plan = new MeterPlan(scenario.load(), origin, Optional.of(scenario.serverRule()), false);
            stage.start(scenario, new RunRecorder(plan, this::fail, line -> {}, 1_000), origin);
            assertTrue(planted.await(10, TimeUnit.SECONDS), "no client was ever told of");
        }

        assertTrue(failures.warnings().get(0).contains("planted"), failures.warnings()::toString);
        assertEquals(
                Verdict.INVALID,
                Verdicts.of(State.COMPLETED, !failures.warnings().isEmpty(), List.of(), false));
    }

    @Test
    void aSlowCallbackOnTheFleetsLoopIsTheBottleneck() throws InterruptedException {
        Scenario scenario = SmallStorm.scenario(SmallStorm.YAML);
        List<String> before;
        List<String> after;

        try (Stage stage = new Stage(new Failures())) {
            long origin = stage.clock().nanoTime();
            MeterPlan plan = new MeterPlan(scenario.load(), origin, Optional.of(scenario.serverRule()), false);
            RunRecorder recorder = new RunRecorder(plan, line -> {}, line -> {}, 1_000);
            stage.start(scenario, recorder, origin);
            stage.fleetLoops().run(0, () -> {}).join();
            before = Verdicts.spoilt(recorder.metrics(), BOUNDS);
            stage.fleetLoops().run(0, StageTest::slow).join();
            await(recorder);
            after = Verdicts.spoilt(recorder.metrics(), BOUNDS);
        }

        assertEquals(List.of(), before);
        assertTrue(after.get(0).startsWith("the fleet's event loop was the bottleneck"), after::toString);
        assertFalse(after.toString().contains("the proxy's event loop"), after::toString);
    }

    /** Nothing else than a callback that takes longer than five times the allowed lag. */
    private static void slow() {
        try {
            assertFalse(new CountDownLatch(1).await(1_300, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The ticks that the loop missed come right after what held it up. */
    private static void await(RunRecorder recorder) throws InterruptedException {
        for (int look = 0;
                look < 100 && Verdicts.spoilt(recorder.metrics(), BOUNDS).isEmpty();
                look++) {
            assertFalse(new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS));
        }
    }

    private void fail(CharSequence line) {
        planted.countDown();
        throw new IllegalStateException("planted");
    }
}
