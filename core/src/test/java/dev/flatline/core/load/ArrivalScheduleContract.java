package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import java.util.SplittableRandom;

/** What every {@link ArrivalSchedule} must do. */
public abstract class ArrivalScheduleContract {

    /** The schedule under test. */
    protected abstract ArrivalSchedule schedule();

    @SeedSweep
    void startsAtZeroOrLaterAndNeverGoesBack(long seed) {
        long before = 0;

        for (long arrival : first(5_000, seed)) {
            assertTrue(arrival >= before, arrival + " after " + before);
            before = arrival;
        }
    }

    @SeedSweep
    void theSameSeedGivesTheSameSequence(long seed) {
        assertArrayEquals(first(1_000, seed), first(1_000, seed));
    }

    /** The first arrivals under a seed, in nanoseconds. */
    protected long[] first(int count, long seed) {
        ArrivalSchedule.Arrivals arrivals = schedule().begin(new SplittableRandom(seed));
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = arrivals.nextNanos();
        }
        return nanos;
    }
}
