package dev.flatline.benchmarks.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeartbeatSpreadTest {

    private static final int ROUND_MILLIS = 2_000;
    private static final int WINDOWS = 20;

    @Test
    void isOneWhenEachWindowHasItsShare() {
        List<Integer> even = Collections.nCopies(3 * WINDOWS, 750);

        assertEquals(1, HeartbeatSpread.of(even, ROUND_MILLIS));
    }

    @Test
    void isTheNumberOfWindowsWhenAllFireAtOnce() {
        List<Integer> windows = new ArrayList<>(Collections.nCopies(3 * WINDOWS, 0));
        for (int round = 0; round < 3; round++) {
            windows.set(round * WINDOWS + 7, 15_000);
        }

        assertEquals(WINDOWS, HeartbeatSpread.of(windows, ROUND_MILLIS));
    }

    @Test
    void oneStallOfTheMachineDoesNotCount() {
        List<Integer> windows = new ArrayList<>(Collections.nCopies(3 * WINDOWS, 750));
        windows.set(5, 0);
        windows.set(6, 0);
        windows.set(7, 2_250);

        assertEquals(1, HeartbeatSpread.of(windows, ROUND_MILLIS));
    }

    @Test
    void isNotANumberWithoutAWholeRound() {
        assertEquals(Double.NaN, HeartbeatSpread.of(List.of(1, 2, 3), ROUND_MILLIS));
    }
}
