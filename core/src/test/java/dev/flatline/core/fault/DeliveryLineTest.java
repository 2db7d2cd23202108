package dev.flatline.core.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.ScriptedRandom;
import dev.flatline.core.seed.SeedSweep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeliveryLineTest {

    private static final Impairment LATE = Impairment.of(Impairment.NONE, List.of(new Fault.Latency(100, 0)));

    private final DeliveryLine<String> line = new DeliveryLine<>(new ScriptedRandom(0));

    @Test
    void aCleanLineDeliversAtOnce() {
        line.offer("a", 3, 10);

        assertEquals(10, line.nextNanos());
        assertEquals("a", line.poll(10));
        assertNull(line.poll(10));
        assertEquals(Impairment.HELD, line.nextNanos());
    }

    @Test
    void whatWasHeldIsReleasedInOrderAndCountedMeanwhile() {
        line.impair(Impairment.HOLD, 0);
        line.offer("a", 3, 10);
        line.offer("b", 4, 11);
        line.offer("end", 0, 12);
        assertNull(line.poll(1_000_000));
        assertEquals(Impairment.HELD, line.nextNanos());
        assertEquals(7, line.heldBytes());

        line.impair(LATE, 500);
        line.offer("c", 1, 501);

        assertEquals(600, line.nextNanos());
        assertNull(line.poll(599));
        assertEquals(List.of("a", "b", "end"), allDue(600));
        assertEquals(List.of("c"), allDue(601));
        assertEquals(0, line.heldBytes());
        assertTrue(line.isEmpty());
    }

    @Test
    void whatIsUnderWayKeepsItsInstantWhenTheLatencyEnds() {
        line.impair(LATE, 0);
        line.offer("slow", 1, 10);

        line.impair(Impairment.NONE, 20);
        line.offer("behind", 1, 21);

        assertEquals(110, line.nextNanos());
        assertEquals(List.of(), allDue(109));
        assertEquals(List.of("slow", "behind"), allDue(110));
    }

    @Test
    void aCutWireStopsWhatIsUnderWay() {
        line.impair(LATE, 0);
        line.offer("slow", 1, 10);

        line.impair(Impairment.HOLD, 50);
        assertEquals(List.of(), allDue(1_000));
        line.impair(Impairment.NONE, 2_000);

        assertEquals(List.of("slow"), allDue(2_000));
    }

    @Test
    void drainTakesEverythingOldestFirst() {
        line.offer("due", 1, 10);
        line.impair(Impairment.HOLD, 10);
        line.offer("held", 2, 11);

        assertEquals("due", line.drain());
        assertEquals(2, line.heldBytes());
        assertEquals("held", line.drain());
        assertNull(line.drain());
        assertEquals(0, line.heldBytes());
    }

    /** Random delays, holds and releases: nothing early, nothing lost, nothing out of order. */
    @SeedSweep
    void neverReordersLosesOrHurries(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DeliveryLine<Integer> churned = new DeliveryLine<>(random.split());
        List<Long> offeredAt = new ArrayList<>();
        long leastDelay = 0;
        int delivered = 0;

        for (long now = 1_000; now < 21_000; now++) {
            int dice = random.nextInt(200);
            if (dice < 40) {
                churned.offer(offeredAt.size(), 1, now);
                offeredAt.add(now + leastDelay);
            } else if (dice == 40) {
                boolean hold = random.nextInt(3) == 0;
                if (hold) { // what is cut off arrives anew when the wire is whole again
                    offeredAt.subList(delivered, offeredAt.size()).replaceAll(due -> 0L);
                }
                leastDelay = hold || random.nextBoolean() ? 0 : random.nextLong(1, 300);
                Fault latency = new Fault.Latency(leastDelay, random.nextLong(1, 500));
                churned.impair(hold ? Impairment.HOLD : Impairment.of(Impairment.NONE, List.of(latency)), now);
            }
            for (Integer item = churned.poll(now); item != null; item = churned.poll(now)) {
                assertEquals(delivered++, item);
                assertTrue(now >= offeredAt.get(item), "item " + item + " was early");
            }
            assertEquals(offeredAt.size() - delivered, churned.heldBytes());
            assertTrue(churned.nextNanos() > now, "what is due was delivered");
        }
        churned.impair(Impairment.NONE, 21_000);
        while (churned.poll(30_000) != null) {
            delivered++;
        }

        assertEquals(offeredAt.size(), delivered);
    }

    private List<String> allDue(long nowNanos) {
        List<String> due = new ArrayList<>();
        for (String item = line.poll(nowNanos); item != null; item = line.poll(nowNanos)) {
            due.add(item);
        }
        return due;
    }
}
