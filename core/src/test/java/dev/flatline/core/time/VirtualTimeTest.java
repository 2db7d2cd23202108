package dev.flatline.core.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
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
}
