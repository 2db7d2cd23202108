package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.core.load.SteppedRate.Step;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteppedRateTest extends ArrivalScheduleContract {

    private static final long SECOND = 1_000_000_000L;

    @Override
    protected ArrivalSchedule schedule() {
        return steps(new Step(0, SECOND), new Step(7, 3 * SECOND), new Step(0, SECOND), new Step(900, SECOND));
    }

    @Test
    void aStepHoldsExactlyItsShareOfArrivals() {
        long[] arrivals = arrivals(1_200, new Step(10, SECOND), new Step(1000, SECOND), new Step(1, SECOND));

        assertEquals(10, within(arrivals, 0, 1));
        assertEquals(1000, within(arrivals, 1, 2));
        assertEquals(1, within(arrivals, 2, 3));
        assertEquals(2 * SECOND, arrivals[1010]);
        assertEquals(3 * SECOND, arrivals[1011]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 7, 10, 13, 30, 333, 999})
    void boundariesDoNotDriftOverAMillionArrivals(double rate) {
        long minutes = (long) (1_000_000 / rate / 60);
        int inFirst = (int) (rate * 60 * minutes);

        long[] arrivals = arrivals(inFirst + 1, new Step(rate, minutes * 60 * SECOND), new Step(0.5, SECOND));

        assertEquals(minutes * 60 * SECOND, arrivals[inFirst]);
    }

    @Test
    void anIntervalThatAStepsEndCutsGoesOnAtTheNextRate() {
        long[] arrivals = arrivals(4, new Step(1, SECOND * 3 / 2), new Step(10, SECOND));

        assertArrayEquals(
                new long[] {0, SECOND, SECOND * 3 / 2 + SECOND / 20, SECOND * 3 / 2 + SECOND * 3 / 20}, arrivals);
    }

    @Test
    void aPauseStopsTheCountAndNothingIsLostInIt() {
        long[] arrivals = arrivals(4, new Step(1, SECOND * 3 / 2), new Step(0, 5 * SECOND), new Step(1, SECOND));

        assertArrayEquals(new long[] {0, SECOND, 7 * SECOND, 8 * SECOND}, arrivals);
    }

    @Test
    void anArrivalDueAtTheStartOfAPauseWaitsForItsEnd() {
        long[] arrivals = arrivals(12, new Step(10, SECOND), new Step(0, 5 * SECOND), new Step(10, SECOND));

        assertEquals(SECOND * 9 / 10, arrivals[9]);
        assertEquals(6 * SECOND, arrivals[10]);
        assertEquals(6 * SECOND + SECOND / 10, arrivals[11]);
    }

    @Test
    void aPauseAtTheBeginningDelaysTheFirstArrival() {
        long[] arrivals = arrivals(2, new Step(0, 5 * SECOND), new Step(10, SECOND));

        assertArrayEquals(new long[] {5 * SECOND, 5 * SECOND + SECOND / 10}, arrivals);
    }

    @Test
    void stepsShorterThanAnIntervalAreCrossedTogether() {
        long[] arrivals =
                arrivals(2, new Step(1, SECOND / 4), new Step(1, SECOND / 4), new Step(0, SECOND), new Step(1, 1));

        assertArrayEquals(new long[] {0, 2 * SECOND}, arrivals);
    }

    @Test
    void theLastStepLastsForEver() {
        long[] arrivals = arrivals(1_000, new Step(1, SECOND));

        assertEquals(999 * SECOND, arrivals[999]);
    }

    @Test
    void refusesNoStepsAPauseAtTheEndAndNoLength() {
        assertThrows(IllegalArgumentException.class, () -> new SteppedRate(List.of()));
        assertThrows(IllegalArgumentException.class, () -> steps(new Step(1, 1), new Step(0, 1)));
        assertThrows(IllegalArgumentException.class, () -> new Step(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Step(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Step(1, 0));
    }

    private static SteppedRate steps(Step... steps) {
        return new SteppedRate(List.of(steps));
    }

    private static long[] arrivals(int count, Step... steps) {
        ArrivalSchedule.Arrivals arrivals = steps(steps).begin(new SplittableRandom(0));
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = arrivals.nextNanos();
        }
        return nanos;
    }

    private static long within(long[] arrivals, int fromSecond, int toSecond) {
        return Arrays.stream(arrivals)
                .filter(arrival -> arrival >= fromSecond * SECOND && arrival < toSecond * SECOND)
                .count();
    }
}
