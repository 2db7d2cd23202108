package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import dev.flatline.core.time.TimersContract;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wheel on an event loop whose time stands until it is moved. */
class WheelTimersTest extends TimersContract {

    private static final long MILLI = 1_000_000;
    private static final long STEP = 97_003;

    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(ticker).build();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private final WheelTimers timers = WheelTimers.on(channel.eventLoop(), failures::add);

    @Override
    protected Timers timers() {
        return timers;
    }

    @Override
    protected void advance(long nanos) {
        ticker.advance(nanos, TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
    }

    @Override
    protected long latenessNanos() {
        return WheelTimers.TICK_NANOS;
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void neverRunsEarlyAndAtMostATickLate() {
        for (int seed = 0; seed < 200; seed++) {
            RandomGenerator random = new Seeds(seed).generator("timers", 0);
            List<String> wrong = new ArrayList<>();
            int[] count = new int[1];
            for (int i = 0; i < 50; i++) {
                advanceInSteps(random.nextInt(20));
                long deadline = timers.nanoTime() + random.nextLong(20 * MILLI);
                timers.after(deadline - timers.nanoTime(), () -> {
                    long late = timers.nanoTime() - deadline;
                    count[0]++;
                    if (late < 0 || late > WheelTimers.TICK_NANOS + STEP) {
                        wrong.add(late + " ns late");
                    }
                });
            }

            advanceInSteps(250);

            assertEquals(List.of(), wrong, "seed " + seed);
            assertEquals(50, count[0], "seed " + seed);
        }
    }

    @Test
    void runsInTheOrderOfDeadlinesThenOfCalls() {
        note("c", 3 * MILLI);
        note("a", MILLI);
        note("d", 3 * MILLI);
        note("far", 10_000 * MILLI);
        note("b", MILLI);

        advance(20_000 * MILLI);

        assertEquals(List.of("a", "b", "c", "d", "far"), ran);
    }

    @Test
    void runsWhatLiesManyRevolutionsAhead() {
        note("hour", 3_600_000 * MILLI);
        note("minute", 60_000 * MILLI);

        advance(60_000 * MILLI - 1);
        assertEquals(List.of(), ran);
        advance(1 + MILLI);
        assertEquals(List.of("minute"), ran);
        advance(3_540_000 * MILLI - MILLI - 1);
        assertEquals(List.of("minute"), ran);
        advance(MILLI);

        assertEquals(List.of("minute", "hour"), ran);
    }

    @Test
    void takesTheLongestDelay() {
        advance(5 * MILLI);
        note("never", Long.MAX_VALUE);
        note("soon", MILLI);

        advance(100_000 * MILLI);

        assertEquals(List.of("soon"), ran);
    }

    @Test
    void runsZeroAndNegativeDelaysWithinATick() {
        note("zero", 0);
        note("negative", -5);
        assertEquals(List.of(), ran, "not inside the call");

        advance(MILLI);

        assertEquals(List.of("zero", "negative"), ran);
    }

    @Test
    void doesNotRunWhatWasCancelled() {
        Alarm first = note("first", MILLI);
        note("second", MILLI);
        Alarm far = note("far", 9_000 * MILLI);

        first.cancel();
        first.cancel();
        far.cancel();
        advance(20_000 * MILLI);

        assertEquals(List.of("second"), ran);
    }

    @Test
    void aTaskMayCancelAnotherOfItsTick() {
        List<Alarm> victims = new ArrayList<>();
        timers.after(MILLI, () -> victims.get(0).cancel());
        victims.add(note("victim", MILLI));

        advance(2 * MILLI);

        assertEquals(List.of(), ran);
    }

    @Test
    void aTaskMayScheduleTheNext() {
        timers.after(MILLI, new Runnable() {
            @Override
            public void run() {
                ran.add("beat");
                timers.after(2 * MILLI, this);
            }
        });

        for (int i = 0; i < 10; i++) {
            advance(MILLI);
        }

        assertEquals(5, ran.size());
    }

    @Test
    void aTaskThatSchedulesItselfAtOnceDoesNotHoldTheLoop() {
        timers.after(0, new Runnable() {
            @Override
            public void run() {
                ran.add("again");
                timers.after(0, this);
            }
        });

        advance(10 * MILLI);

        assertTrue(ran.size() <= 10, () -> ran.size() + " runs in ten ticks");
    }

    @Test
    void reportsAFailureAndRunsTheOthers() {
        IllegalStateException failure = new IllegalStateException("planted");
        note("before", MILLI);
        timers.after(MILLI, () -> {
            throw failure;
        });
        note("same tick", MILLI);
        note("later", 5 * MILLI);

        advance(2 * MILLI);
        advance(10 * MILLI);

        assertEquals(List.of(failure), failures);
        assertEquals(List.of("before", "same tick", "later"), ran);
    }

    @Test
    void keepsGoingWhenTheFailureHandlerFails() {
        WheelTimers strict = WheelTimers.on(channel.eventLoop(), failure -> {
            throw new IllegalStateException(failure);
        });
        strict.after(MILLI, () -> {
            throw new IllegalStateException("planted");
        });
        strict.after(3 * MILLI, () -> ran.add("later"));

        advance(MILLI);
        advance(5 * MILLI);

        assertEquals(List.of("later"), ran);
    }

    @Test
    void schedulesOneWakeUpForAllOfATickAndNoneWhenEmpty() {
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            alarms.add(note("beat", 5 * MILLI - i));
        }

        long next = channel.runScheduledPendingTasks();
        alarms.forEach(Alarm::cancel);
        long none = channel.runScheduledPendingTasks();

        assertEquals(5 * MILLI, next);
        assertEquals(-1, none);
    }

    @Test
    void wakesUpForAnEarlierDeadlineThatComesLater() {
        note("late", 50 * MILLI);
        note("early", 2 * MILLI);

        assertEquals(2 * MILLI, channel.runScheduledPendingTasks());
        advance(2 * MILLI);

        assertEquals(List.of("early"), ran);
        assertEquals(48 * MILLI, channel.runScheduledPendingTasks());
    }

    @Test
    void agreesWithASortedModelUnderChurn() {
        for (int seed = 0; seed < 100; seed++) {
            RandomGenerator random = new Seeds(seed).generator("churn", 0);
            List<Planned> plan = new ArrayList<>();
            ran.clear();
            long tickOffset = (timers.nanoTime() - ticker.initialNanoTime()) % MILLI;
            advance(MILLI - tickOffset);
            for (int i = 0; i < 200; i++) {
                long delay = random.nextLong(1L << random.nextInt(1, 15)) * MILLI + MILLI;
                String name = "task " + i;
                Planned planned = new Planned(name, delay, note(name, delay));
                if (random.nextInt(4) == 0) {
                    planned.alarm.cancel();
                } else {
                    plan.add(planned);
                }
            }

            while (plan.size() > ran.size()) {
                advance(random.nextLong(1, 5_000) * MILLI);
            }

            List<String> expected = plan.stream()
                    .sorted(Comparator.comparingLong(Planned::delayNanos))
                    .map(Planned::name)
                    .toList();
            assertEquals(expected, ran, "seed " + seed);
        }
    }

    @Test
    void isConfinedToItsLoop() {
        try (Loops loops = Loops.open("confined", 1, TransportKind.NIO)) {
            assertThrows(IllegalStateException.class, () -> loops.timers(0).after(0, () -> {}));
        }
    }

    private record Planned(String name, long delayNanos, Alarm alarm) {}

    private Alarm note(String name, long delayNanos) {
        return timers.after(delayNanos, () -> ran.add(name));
    }

    /** As a loop that turns ten times a tick. */
    private void advanceInSteps(int steps) {
        for (int i = 0; i < steps; i++) {
            advance(STEP);
        }
    }
}
