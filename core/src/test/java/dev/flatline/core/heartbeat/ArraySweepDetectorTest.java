package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArraySweepDetectorTest {

    private static final long ORIGIN = -1_000_000_000_007L;
    private static final HeartbeatRule RULE = new HeartbeatRule(Activity.ANY_BYTES, 60, 40, 10);

    private final ArraySweepDetector detector = new ArraySweepDetector(RULE, ORIGIN, 1);
    private final Found found = new Found();

    @Test
    void pingsAtTheEndOfTheFirstPhaseAndExpiresAtTheEndOfTheSecond() {
        int slot = detector.add(ORIGIN + 5);

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
        int slot = detector.add(ORIGIN);
        sweep(60);
        sweep(61);
        detector.touch(slot, ORIGIN + 62);
        sweep(121);

        sweep(122);
        sweep(123);

        assertEquals(List.of("quiet " + slot, "quiet " + slot), found.events);
    }

    @Test
    void reportsAnExpiredSlotAgainUntilItIsRemoved() {
        int slot = detector.add(ORIGIN);

        sweep(100);
        sweep(110);
        detector.remove(slot);
        sweep(120);

        assertEquals(List.of("expired " + slot, "expired " + slot), found.events);
        assertEquals(0, detector.size());
    }

    @Test
    void aNewConnectionInAnOldSlotIsPingedForItsOwnSilence() {
        int first = detector.add(ORIGIN);
        sweep(60);
        detector.remove(first);

        int second = detector.add(ORIGIN + 60);
        sweep(120);

        assertEquals(first, second);
        assertEquals(List.of("quiet " + first, "quiet " + second), found.events);
    }

    @Test
    void refusesToRemoveWhatIsNotInUse() {
        ArraySweepDetector roomy = new ArraySweepDetector(RULE, ORIGIN, 16);
        int slot = roomy.add(ORIGIN);
        roomy.remove(slot);

        assertThrows(IllegalStateException.class, () -> roomy.remove(slot));
        assertThrows(IllegalStateException.class, () -> roomy.remove(3));
        assertEquals(0, roomy.size());
    }

    @Test
    void aRuleWithoutExpiryOnlyPings() {
        HeartbeatRule rule = new HeartbeatRule(Activity.ANY_BYTES, 60, HeartbeatRule.NEVER, 10);
        ArraySweepDetector never = new ArraySweepDetector(rule, ORIGIN, 4);
        never.add(ORIGIN);

        never.sweep(ORIGIN + 1_000_000_000, found);

        assertEquals(List.of("quiet 0"), found.events);
    }

    @Test
    void aRuleWithoutPingsOnlyExpires() {
        HeartbeatRule rule = new HeartbeatRule(Activity.ANY_BYTES, 0, 40, 10);
        ArraySweepDetector silent = new ArraySweepDetector(rule, ORIGIN, 4);
        silent.add(ORIGIN);

        silent.sweep(ORIGIN + 39, found);
        silent.sweep(ORIGIN + 40, found);

        assertEquals(List.of("expired 0"), found.events);
    }

    /** Thousands of random adds, touches and removals against a map that is looked through from end to end. */
    @SeedSweep
    void agreesWithANaiveModelUnderChurn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, Long> lastSeen = new HashMap<>();
        Set<Integer> pinged = new HashSet<>();
        int most = 0;

        for (long now = 0; now < 3_000; now++) {
            if (random.nextInt(3) == 0) {
                int slot = detector.add(ORIGIN + now);
                assertEquals(null, lastSeen.put(slot, now), "slot given out twice");
                pinged.remove(slot);
            }
            for (int slot : List.copyOf(lastSeen.keySet())) {
                int dice = random.nextInt(400);
                if (dice < 10) {
                    detector.touch(slot, ORIGIN + now);
                    if (lastSeen.put(slot, now) != now) {
                        pinged.remove(slot);
                    }
                } else if (dice == 11) {
                    detector.remove(slot);
                    lastSeen.remove(slot);
                }
            }
            most = Math.max(most, lastSeen.size());
            if (now % RULE.scanNanos() == 0) {
                sweepAndCompare(now, lastSeen, pinged);
            }
            assertEquals(lastSeen.size(), detector.size());
            assertTrue(lastSeen.keySet().stream().allMatch(slot -> slot < 3_000), "slots are reused");
        }
        assertTrue(lastSeen.keySet().stream().mapToInt(slot -> slot).max().orElse(0) < most + 1, "slots are reused");
    }

    private void sweepAndCompare(long now, Map<Integer, Long> lastSeen, Set<Integer> pinged) {
        List<String> expected = new ArrayList<>();
        for (int slot : lastSeen.keySet().stream().sorted().toList()) {
            long quiet = now - lastSeen.getOrDefault(slot, now);
            if (quiet >= 100) {
                expected.add("expired " + slot);
                assertTrue(quiet < 100 + RULE.scanNanos(), "late: " + quiet);
            } else if (quiet >= 60 && pinged.add(slot)) {
                expected.add("quiet " + slot);
            }
        }

        found.events.clear();
        detector.sweep(ORIGIN + now, new ExpiryDetector.Silence() {
            @Override
            public void quiet(int slot) {
                found.quiet(slot);
            }

            @Override
            public void expired(int slot) {
                found.expired(slot);
                detector.remove(slot);
                lastSeen.remove(slot);
            }
        });

        assertEquals(expected, found.events);
    }

    private void sweep(long sinceOrigin) {
        detector.sweep(ORIGIN + sinceOrigin, found);
    }

    private static final class Found implements ExpiryDetector.Silence {
        final List<String> events = new ArrayList<>();

        @Override
        public void quiet(int slot) {
            events.add("quiet " + slot);
        }

        @Override
        public void expired(int slot) {
            events.add("expired " + slot);
        }
    }
}
