package dev.flatline.core.fault.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.ScriptedRandom;
import dev.flatline.core.seed.SeedSweep;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OutagesTest {

    private static final Outages OUTAGES = new Outages(300, 1_000, 200, 50);

    @Test
    void theyComeInTheirRhythmGiveOrTakeTheSpread() {
        RandomGenerator earliest = new ScriptedRandom(0);
        RandomGenerator latest = new ScriptedRandom(1);

        assertEquals(new Outage(5_100, 5_150), OUTAGES.first(5_000, earliest));
        assertEquals(new Outage(5_500, 5_550), OUTAGES.first(5_000, latest));
        assertEquals(new Outage(6_300, 6_350), OUTAGES.next(new Outage(5_500, 5_550), earliest));
        assertEquals(new Outage(6_700, 6_750), OUTAGES.next(new Outage(5_500, 5_550), latest));
    }

    @Test
    void withoutSpreadTheyAreRegular() {
        Outages regular = new Outages(0, 100, 0, 99);
        RandomGenerator random = new SplittableRandom(1);

        Outage first = regular.first(7, random);

        assertEquals(new Outage(7, 106), first);
        assertEquals(new Outage(107, 206), regular.next(first, random));
    }

    @SeedSweep
    void theyNeverOverlapAndKeepTheirMeanRhythm(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Outages tight = new Outages(200, 1_000, 200, 799);
        Outage last = tight.first(0, random);
        long firstBegin = last.beginNanos();

        for (int i = 0; i < 10_000; i++) {
            Outage next = tight.next(last, random);
            assertTrue(next.beginNanos() > last.endNanos());
            last = next;
        }

        assertEquals(1_000, (last.beginNanos() - firstBegin) / 10_000.0, 6, "five standard errors");
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithTheKeyAndTheRange() {
        assertRefused("first must be 0 to 24h", () -> new Outages(-1, 10, 0, 1));
        assertRefused("every must be more than 0 and at most 24h", () -> new Outages(0, 0, 0, 1));
        assertRefused("spread must be 0 to first", () -> new Outages(5, 100, 6, 1));
        assertRefused("lasting must be more than 0 and less than every - spread", () -> new Outages(50, 100, 50, 50));
    }

    private static void assertRefused(String message, Executable attempt) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
    }
}
