package dev.flatline.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every {@link Timers} must do. Its tests run on the thread of the timers, whose time they move. */
public abstract class TimersContract {

    private static final long MS = 1_000_000;

    private final List<String> ran = new ArrayList<>();

    /** The timers under test, the same ones for the whole of a test. */
    protected abstract Timers timers();

    /** Lets time pass, and runs what falls due. */
    protected abstract void advance(long nanos);

    /** How late a task may run. */
    protected long latenessNanos() {
        return 0;
    }

    @Test
    void theClockMovesWithTime() {
        long before = timers().nanoTime();

        advance(5 * MS);

        assertEquals(before + 5 * MS, timers().nanoTime());
    }

    @Test
    void aTaskRunsOnceAndNeverEarly() {
        timers().after(10 * MS, () -> ran.add("task"));

        advance(10 * MS - 1);
        assertEquals(List.of(), ran);

        advance(1 + latenessNanos());
        advance(100 * MS);
        assertEquals(List.of("task"), ran);
    }

    @Test
    void tasksRunInTheOrderOfTheirDeadlines() {
        timers().after(30 * MS, () -> ran.add("third"));
        timers().after(10 * MS, () -> ran.add("first"));
        timers().after(20 * MS, () -> ran.add("second"));

        advance(30 * MS + latenessNanos());

        assertEquals(List.of("first", "second", "third"), ran);
    }

    @Test
    void tasksOfOneDeadlineRunInTheOrderOfTheCalls() {
        for (int i = 0; i < 20; i++) {
            String name = "task " + i;
            timers().after(10 * MS, () -> ran.add(name));
        }
        List<String> inOrder = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            inOrder.add("task " + i);
        }

        advance(10 * MS + latenessNanos());

        assertEquals(inOrder, ran);
    }

    @Test
    void zeroAndNegativeDelaysRunAfterTheTaskThatAskedForThem() {
        timers().after(0, () -> {
            timers().after(0, () -> ran.add("zero"));
            timers().after(-5 * MS, () -> ran.add("negative"));
            timers().after(Long.MIN_VALUE, () -> ran.add("least"));
            ran.add("asker");
        });
        assertEquals(List.of(), ran);

        advance(latenessNanos() + MS);
        advance(latenessNanos() + MS);

        assertEquals(List.of("asker", "zero", "negative", "least"), ran);
    }

    @Test
    void aTaskTakenBackDoesNotRun() {
        Alarm alarm = timers().after(10 * MS, () -> ran.add("taken back"));
        timers().after(10 * MS, () -> ran.add("kept"));

        alarm.cancel();
        alarm.cancel();
        advance(20 * MS + latenessNanos());

        assertEquals(List.of("kept"), ran);
    }

    @Test
    void aTaskCanTakeBackOneThatIsDueAtTheSameInstant() {
        List<Alarm> later = new ArrayList<>();
        timers().after(10 * MS, () -> later.get(0).cancel());
        later.add(timers().after(10 * MS, () -> ran.add("taken back")));

        advance(20 * MS + latenessNanos());

        assertEquals(List.of(), ran);
    }

    @Test
    void takingBackATaskThatHasRunDoesNothing() {
        Alarm alarm = timers().after(MS, () -> ran.add("first"));
        advance(MS + latenessNanos());
        timers().after(MS, () -> ran.add("second"));

        alarm.cancel();
        advance(MS + latenessNanos());

        assertEquals(List.of("first", "second"), ran);
    }

    @Test
    void aDelayPastTheEndOfTheClockNeverRuns() {
        timers().after(Long.MAX_VALUE, () -> ran.add("never"));

        advance(1_000 * MS);

        assertEquals(List.of(), ran);
    }

    @SeedSweep
    void noTaskOfManyIsEarlyLateOrLost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] left = {300};
        Runnable[] spawn = new Runnable[1];
        spawn[0] = () -> {
            long delay = random.nextLong(50) * MS;
            long due = timers().nanoTime() + delay;
            timers().after(delay, () -> {
                long late = timers().nanoTime() - due;
                assertTrue(late >= 0 && late <= latenessNanos(), "late by " + late);
                ran.add("task");
                if (left[0]-- > 0) {
                    spawn[0].run();
                }
            });
        };
        for (int i = 0; i < 20; i++) {
            spawn[0].run();
        }

        for (int i = 0; i < 320 * 50; i++) {
            advance(MS);
        }

        assertEquals(320, ran.size());
    }
}
