package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ExpiryDetector} promises. Instants are milliseconds since the detector was made. */
public abstract class ExpiryDetectorContract {

    private static final long MS = 1_000_000;
    private static final Phases PHASES = phases(60, 40, 10);

    private final VirtualTime time = new VirtualTime();
    private final Timers timers = new OverflowingTimers(time);
    private final long origin = timers.nanoTime();
    private final Found found = new Found();
    private ExpiryDetector detector;

    /** An empty detector, on the clock that starts at {@code originNanos}. */
    protected abstract ExpiryDetector create(Phases phases, Timers timers, long originNanos, int capacity);

    @BeforeEach
    final void makeDetector() {
        detector = create(PHASES, 1);
    }

    @Test
    void pingsAtTheEndOfTheFirstPhaseAndExpiresAtTheEndOfTheSecond() {
        int slot = add(5);

        sweep(64);
        assertEquals(List.of(), found.events);
        sweep(65);
        sweep(70);
        sweep(104);
        assertEquals(List.of("quiet " + slot), found.events);
        sweep(105);

        assertEquals(List.of("quiet " + slot, "expired " + slot), found.events);
    }

    @Test
    void pingsOncePerSilence() {
        int slot = add(0);
        sweep(60);
        sweep(61);
        touch(slot, 62);
        sweep(121);
        assertEquals(List.of("quiet " + slot), found.events);

        sweep(122);
        sweep(123);

        assertEquals(List.of("quiet " + slot, "quiet " + slot), found.events);
    }

    @Test
    void reportsAnExpiredSlotAgainUntilItIsRemoved() {
        int slot = add(0);

        sweep(100);
        sweep(110);
        detector.remove(slot);
        sweep(120);

        assertEquals(List.of("expired " + slot, "expired " + slot), found.events);
        assertEquals(0, detector.size());
    }

    @Test
    void aTouchBringsAnExpiredSlotBack() {
        int slot = add(0);
        sweep(100);
        touch(slot, 101);

        sweep(110);
        sweep(161);
        sweep(201);

        assertEquals(List.of("expired " + slot, "quiet " + slot, "expired " + slot), found.events);
    }

    @Test
    void aNewConnectionInAnOldSlotIsPingedForItsOwnSilence() {
        int first = add(0);
        sweep(60);
        detector.remove(first);

        int second = add(60);
        sweep(119);
        assertEquals(List.of("quiet " + first), found.events);
        sweep(120);

        assertEquals(first, second);
        assertEquals(List.of("quiet " + first, "quiet " + second), found.events);
    }

    @Test
    void refusesToRemoveWhatIsNotInUse() {
        detector = create(PHASES, 16);
        int slot = add(0);
        detector.remove(slot);

        assertThrows(IllegalStateException.class, () -> detector.remove(slot));
        assertThrows(IllegalStateException.class, () -> detector.remove(3));
        assertEquals(0, detector.size());
    }

    @Test
    void withoutAnExpiryItOnlyPings() {
        detector = create(phases(60, 0, 10), 4);
        int slot = add(0);

        sweep(1_000_000);
        touch(slot, 1_000_001);
        sweep(1_000_060);
        sweep(1_000_061);

        assertEquals(List.of("quiet 0", "quiet 0"), found.events);
    }

    @Test
    void withoutPingsItOnlyExpires() {
        detector = create(phases(0, 40, 10), 4);
        add(0);

        sweep(39);
        sweep(40);

        assertEquals(List.of("expired 0"), found.events);
    }

    @Test
    void withNothingToLookForItReportsNothing() {
        detector = create(phases(0, 0, 10), 4);
        int slot = add(0);
        touch(slot, 10);

        sweep(1_000_000);
        detector.remove(slot);

        assertEquals(List.of(), found.events);
        assertEquals(0, detector.size());
    }

    @Test
    void aTimeoutOfYearsIsKept() {
        detector = create(phases(0, 100_000_000_000L, 1), 4);
        add(0);

        for (long at = 1; at < 100_000_000_000L; at *= 3) {
            sweep(at);
        }
        sweep(99_999_999_999L);
        assertEquals(List.of(), found.events);
        sweep(100_000_000_000L);

        assertEquals(List.of("expired 0"), found.events);
    }

    @Test
    void aReportMayRemoveAnySlotAndAddAnother() {
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            slots.add(add(i));
        }
        found.onExpired = slot -> {
            slots.forEach(detector::remove);
            slots.clear();
            slots.add(add(120));
        };

        sweep(120);
        sweep(179);

        assertEquals(1, found.events.size(), found.events::toString);
        assertEquals(1, detector.size());
        sweep(180);
        assertEquals("quiet " + slots.get(0), found.events.get(1));
    }

    @Test
    void aReportMayTouchWhatIsStillToBeReported() {
        List<Integer> slots = List.of(add(0), add(0), add(0));
        found.onExpired = slot -> slots.forEach(other -> touch(other, 100));

        sweep(100);
        sweep(159);

        assertEquals(1, found.events.size(), found.events::toString);
    }

    @Test
    void whatIsAddedAsOfAnEarlierInstantIsFoundInItsTurn() {
        advanceTo(100 * MS);
        int late = detector.add(at(100));
        int early = detector.add(at(70));
        int earliest = detector.add(at(65));

        sweep(124);
        assertEquals(List.of(), found.events);
        sweep(125);
        assertEquals(List.of("quiet " + earliest), found.events);
        sweep(130);
        assertEquals(List.of("quiet " + earliest, "quiet " + early), found.events);
        sweep(160);
        assertEquals(List.of("quiet " + earliest, "quiet " + early, "quiet " + late), found.events);
        sweep(165);

        assertEquals("expired " + earliest, found.events.get(3));
    }

    @Test
    void aSweepMayLagBehindATouch() {
        int slot = add(0);
        touch(slot, 63);

        detector.sweep(at(60), found);
        detector.sweep(at(70), found);
        assertEquals(List.of(), found.events);
        sweep(123);

        assertEquals(List.of("quiet " + slot), found.events);
    }

    @Test
    void nothingStaysBehindWhenAllAreRemoved() {
        for (int round = 0; round < 50; round++) {
            List<Integer> slots = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                slots.add(add(round * 7L));
            }
            slots.forEach(slot -> assertTrue(slot < 20, "slots are reused"));
            slots.forEach(detector::remove);
        }
        long ran = time.executed();

        sweep(10_000);

        assertEquals(List.of(), found.events);
        assertEquals(0, detector.size());
        assertEquals(ran, time.executed(), "an alarm of a removed connection ran");
    }

    @SeedSweep
    void agreesWithANaiveModelUnderChurn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Phases phases = phases(random.nextInt(3) * 40L, 30 + random.nextInt(60), random.nextInt(12));
        detector = create(phases, 1 + random.nextInt(8));
        NaiveSilences naive = new NaiveSilences(phases);
        found.onExpired = slot -> {
            long silence = naive.silence(slot, elapsed());
            assertTrue(silence >= phases.expireAfterNanos(), () -> "early: " + silence);
            if (random.nextInt(4) > 0) {
                detector.remove(slot);
                naive.removed(slot);
            }
        };
        long sweepEvery = Math.max(1, phases.scanNanos() / MS);

        for (int now = 0; now < 3_000; now++) {
            advanceTo(now * MS + random.nextLong(MS));
            churn(random, naive);
            if (now % sweepEvery == 0 && random.nextInt(20) > 0) {
                found.events.clear();
                Set<String> owed = naive.sweep(elapsed());
                detector.sweep(timers.nanoTime(), found);
                assertEquals(found.events.size(), new HashSet<>(found.events).size(), found.events::toString);
                assertEquals(owed, Set.copyOf(found.events), "at " + now);
            }
            assertEquals(naive.slots().size(), detector.size());
        }
        int largest = naive.slots().stream().mapToInt(slot -> slot).max().orElse(0);
        assertTrue(largest <= naive.most(), "slots are reused");
    }

    private void churn(SplittableRandom random, NaiveSilences naive) {
        if (random.nextInt(3) == 0) {
            naive.added(detector.add(timers.nanoTime()), elapsed());
        }
        for (int slot : naive.slots()) {
            int dice = random.nextInt(400);
            if (dice < 10) {
                detector.touch(slot, timers.nanoTime());
                naive.touched(slot, elapsed());
            } else if (dice == 11) {
                detector.remove(slot);
                naive.removed(slot);
            }
        }
    }

    private ExpiryDetector create(Phases phases, int capacity) {
        return create(phases, timers, origin, capacity);
    }

    private int add(long atMillis) {
        advanceTo(atMillis * MS);
        return detector.add(timers.nanoTime());
    }

    private void touch(int slot, long atMillis) {
        advanceTo(atMillis * MS);
        detector.touch(slot, timers.nanoTime());
    }

    private void sweep(long atMillis) {
        advanceTo(atMillis * MS);
        detector.sweep(timers.nanoTime(), found);
    }

    private long at(long millis) {
        return origin + millis * MS;
    }

    private void advanceTo(long sinceOrigin) {
        time.runUntil(VirtualTime.START_NANOS + sinceOrigin);
    }

    private long elapsed() {
        return timers.nanoTime() - origin;
    }

    /** The second phase after the first; a first of 0 never pings, a second of 0 never expires. */
    private static Phases phases(long pingAfterMillis, long timeoutMillis, long scanMillis) {
        long quiet = pingAfterMillis == 0 ? HeartbeatRule.NEVER : pingAfterMillis * MS;
        long expire = timeoutMillis == 0 ? HeartbeatRule.NEVER : (pingAfterMillis + timeoutMillis) * MS;
        return new Phases(quiet, expire, scanMillis * MS);
    }

    /** A clock that passes the largest long 70 ms after its start, as {@code System.nanoTime} may. */
    private record OverflowingTimers(VirtualTime time) implements Timers {
        @Override
        public long nanoTime() {
            return time.nanoTime() - VirtualTime.START_NANOS + Long.MAX_VALUE - 70 * MS;
        }

        @Override
        public Alarm after(long delayNanos, Runnable task) {
            return time.after(delayNanos, task);
        }
    }

    private static final class Found implements ExpiryDetector.Silence {
        final List<String> events = new ArrayList<>();
        IntConsumer onExpired = slot -> {};

        @Override
        public void quiet(int slot) {
            events.add("quiet " + slot);
        }

        @Override
        public void expired(int slot) {
            events.add("expired " + slot);
            onExpired.accept(slot);
        }
    }
}
