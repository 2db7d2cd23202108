package dev.flatline.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class VirtualTimeTest extends TimersContract {

    private final VirtualTime time = new VirtualTime();

    @Override
    protected Timers timers() {
        return time;
    }

    @Override
    protected void advance(long nanos) {
        time.advance(nanos);
    }

    @Test
    void startsAtALargeOddInstant() {
        assertEquals(7_777_777_777_777_777L, time.nanoTime());
    }

    @Test
    void everyTaskSeesItsOwnDeadlineAsNow() {
        List<Long> seen = new ArrayList<>();
        time.after(7, () -> {
            seen.add(time.nanoTime());
            time.after(5, () -> seen.add(time.nanoTime()));
        });

        time.advance(100);

        assertEquals(List.of(VirtualTime.START_NANOS + 7, VirtualTime.START_NANOS + 12), seen);
        assertEquals(VirtualTime.START_NANOS + 100, time.nanoTime());
    }

    @Test
    void runUntilLeavesTheClockThereAndNeverTurnsItBack() {
        time.runUntil(VirtualTime.START_NANOS + 50);
        time.runUntil(VirtualTime.START_NANOS + 20);

        assertEquals(VirtualTime.START_NANOS + 50, time.nanoTime());
    }

    @Test
    void runsWhatFallsDueExactlyAtTheEndAndCountsIt() {
        time.after(10, () -> time.after(0, () -> {}));
        time.after(10, () -> {}).cancel();
        time.after(11, () -> {});

        time.advance(10);

        assertEquals(2, time.executed());
    }

    @SeedSweep
    void runsWhatLiesNearAndFarInOneOrder(long seed) {
        RandomGenerator random = new Seeds(seed).generator("delays", 0);
        List<Planned> planned = new ArrayList<>();
        List<Planned> ran = new ArrayList<>();
        Runnable plan = () -> {
            long delay = random.nextLong(1L << random.nextInt(1, 24));
            Planned next = new Planned(time.nanoTime() + delay);
            planned.add(next);
            time.after(delay, () -> ran.add(next));
        };
        for (int i = 0; i < 300; i++) {
            time.after(random.nextLong(3_000_000), plan);
            plan.run();
        }

        time.advance(1L << 25);

        planned.sort(Comparator.comparingLong(Planned::dueNanos));
        assertEquals(planned, ran);
    }

    /** A task, in the order of the calls until it is sorted; the sort is stable. */
    private static final class Planned {
        private final long dueNanos;

        Planned(long dueNanos) {
            this.dueNanos = dueNanos;
        }

        long dueNanos() {
            return dueNanos;
        }
    }
}
