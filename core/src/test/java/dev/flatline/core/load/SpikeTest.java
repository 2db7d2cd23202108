package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpikeTest extends ArrivalScheduleContract {

    private static final long SECOND = 1_000_000_000L;

    @Override
    protected ArrivalSchedule schedule() {
        return new Spike(10, 20 * SECOND, 5_000, SECOND);
    }

    @Test
    void theBurstComesOnTopOfTheSteadyRate() {
        long[] arrivals = first(6_000, 1);

        assertEquals(200, within(arrivals, 0, 20));
        assertEquals(5_010, within(arrivals, 20, 21));
        assertEquals(100, within(arrivals, 21, 31));
    }

    @Test
    void aBurstIsEven() {
        long[] arrivals = first(6_000, 1);

        assertEquals(
                2_505,
                Arrays.stream(arrivals)
                        .filter(nanos -> nanos >= 20 * SECOND && nanos < 20 * SECOND + SECOND / 2)
                        .count());
    }

    @Test
    void aBurstMayBeginAtOnce() {
        ArrivalSchedule.Arrivals arrivals = new Spike(1, 0, 99, SECOND).begin(new java.util.SplittableRandom(1));

        assertEquals(0, arrivals.nextNanos());
        assertEquals(SECOND / 100, arrivals.nextNanos());
    }

    @Test
    void refusesWhatIsNoBurst() {
        assertThrows(IllegalArgumentException.class, () -> new Spike(0, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Spike(1, -1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Spike(1, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Spike(1, 0, 1, 0));
    }

    private static long within(long[] arrivals, int fromSecond, int toSecond) {
        return Arrays.stream(arrivals)
                .filter(arrival -> arrival >= fromSecond * SECOND && arrival < toSecond * SECOND)
                .count();
    }
}
