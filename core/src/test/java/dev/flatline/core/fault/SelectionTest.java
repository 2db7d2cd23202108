package dev.flatline.core.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 2000, 1000", "0.3, 1000, 300", "0.3, 7, 2", "0.5, 7, 4", "0.001, 100, 0",
        "0.999, 100, 100", "1, 5, 5", "1e-9, 1000, 0", "0.25, 1, 0", "0.5, 1, 1"
    })
    void hitsExactlyTheRoundedShare(double share, int clients, int expected) {
        Selection selection = new Selection(new Seeds(42), fault(0, share), clients);

        assertEquals(expected, hit(selection, clients).cardinality());
        assertEquals(expected, selection.count());
    }

    @SeedSweep
    void theSameSeedHitsTheSameClients(long seed) {
        BitSet first = hit(new Selection(new Seeds(seed), fault(1, 0.3), 500), 500);
        BitSet second = hit(new Selection(new Seeds(seed), fault(1, 0.3), 500), 500);
        BitSet other = hit(new Selection(new Seeds(seed + 1), fault(1, 0.3), 500), 500);

        assertEquals(first, second);
        assertNotEquals(first, other);
    }

    @SeedSweep
    void faultsSelectIndependently(long seed) {
        BitSet both = hit(new Selection(new Seeds(seed), fault(0, 0.5), 10_000), 10_000);

        both.and(hit(new Selection(new Seeds(seed), fault(1, 0.5), 10_000), 10_000));

        assertEquals(2_500, both.cardinality(), 125, "five standard errors");
    }

    @SeedSweep
    void everyClientIsAsLikelyAsAnother(long seed) {
        BitSet hit = hit(new Selection(new Seeds(seed), fault(0, 0.5), 10_000), 10_000);

        assertEquals(2_500, hit.get(0, 5_000).cardinality(), 125, "five standard errors");
    }

    @SeedSweep
    void strangersAreHitWithTheProbabilityOfTheShare(long seed) {
        Selection selection = new Selection(new Seeds(seed), fault(0, 0.3), 10);
        int hit = 0;

        for (long connection = 0; connection < 10_000; connection++) {
            hit += selection.hitsStranger(connection) ? 1 : 0;
            assertEquals(selection.hitsStranger(connection), selection.hitsStranger(connection));
        }

        assertEquals(3_000, hit, 5 * Math.sqrt(10_000 * 0.3 * 0.7));
    }

    @Test
    void aFullShareHitsEverybodyAndAPartialOneNobodyOutsideTheFleet() {
        Selection all = new Selection(new Seeds(1), fault(0, 1), 10);
        Selection most = new Selection(new Seeds(1), fault(0, 0.999), 10);

        assertTrue(all.hits(3) && all.hitsStranger(99));
        assertTrue(most.hits(9));
        assertFalse(most.hits(10) || most.hits(-1));
    }

    private static BitSet hit(Selection selection, int clients) {
        BitSet hit = new BitSet();
        for (int client = 0; client < clients; client++) {
            hit.set(client, selection.hits(client));
        }
        return hit;
    }

    private static ScheduledFault fault(int index, double share) {
        return new ScheduledFault(index, new Fault.Blackhole(), 0, 1, share);
    }
}
