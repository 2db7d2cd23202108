package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LagMeterTest {

    private static final long MILLI = 1_000_000;

    private final Loops loops = Loops.open("lag-test", 2, TransportKind.AUTO);
    private final VirtualTime time = new VirtualTime();
    private final List<Long> lagMillis = new ArrayList<>();

    @AfterEach
    void closeLoops() {
        loops.close();
    }

    @Test
    void aPunctualLoopHasNoLag() {
        meter().begin(time);

        time.advance(30 * MILLI);

        assertEquals(List.of(0L, 0L, 0L), lagMillis);
    }

    @Test
    void ticksAsRarelyAsItIsAsked() {
        new LagMeter(loops, Duration.ofMillis(100), (intended, now) -> lagMillis.add((now - intended) / MILLI))
                .begin(time);

        time.advance(250 * MILLI);

        assertEquals(List.of(0L, 0L), lagMillis);
    }

    @Test
    void refusesATickThatTimersCannotTell() {
        assertThrows(
                IllegalArgumentException.class, () -> new LagMeter(loops, Duration.ofNanos(999_999), (a, b) -> {}));
    }

    @Test
    void aStallIsReportedByEveryTickItSwallowed() {
        StalledTimers timers = new StalledTimers(time);
        meter().begin(timers);

        timers.stallNanos = 35 * MILLI;
        time.advance(10 * MILLI);
        timers.stallNanos = 0;

        assertEquals(List.of(35L, 25L, 15L, 5L), lagMillis);
    }

    @Test
    void aClosedMeterIsSilent() {
        LagMeter meter = meter();
        meter.begin(time);

        meter.close();
        time.advance(100 * MILLI);

        assertEquals(List.of(), lagMillis);
    }

    @Test
    @Tag("real-socket")
    void everyLoopTicks() throws InterruptedException {
        CountDownLatch bothLoops = new CountDownLatch(2);
        Set<String> threads = ConcurrentHashMap.newKeySet();
        try (LagMeter meter = new LagMeter(loops, (intended, now) -> {
            if (threads.add(Thread.currentThread().getName())) {
                bothLoops.countDown();
            }
        })) {
            meter.start();

            assertTrue(bothLoops.await(20, TimeUnit.SECONDS), () -> "only " + threads);
        }
    }

    private LagMeter meter() {
        return new LagMeter(loops, (intended, now) -> lagMillis.add((now - intended) / MILLI));
    }
}
