package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DealingTest {

    @Test
    void dealsEveryWayOnceAndTheOneThatHappenedFirst() {
        List<BitSet> ways = Dealing.ways(3, 4);

        assertEquals(35, ways.size());
        assertEquals(35, new HashSet<>(ways).size());
        assertTrue(ways.stream().allMatch(way -> way.cardinality() == 3 && way.length() <= 7));
        assertEquals(BitSet.valueOf(new long[] {0b111}), ways.get(0));
    }

    @Test
    void drawsFromTooManyWaysTheSameOnesEachTime() {
        List<BitSet> ways = Dealing.ways(12, 12);

        assertEquals(Dealing.MOST, ways.size());
        assertEquals(BitSet.valueOf(new long[] {0xfff}), ways.get(0));
        assertTrue(ways.stream().allMatch(way -> way.cardinality() == 12 && way.length() <= 24));
        assertEquals(Dealing.ways(12, 12), ways);
        double first = (double) ways.stream().filter(way -> way.get(23)).count() / ways.size();
        assertEquals(0.5, first, 0.02);
    }

    @Test
    void threeAndThreeRunsCannotTellAndFourAndFourCan() {
        assertEquals(2 / 20.0, Dealing.finest(3, 3), 1e-12);
        assertEquals(2 / 70.0, Dealing.finest(4, 4), 1e-12);
        assertTrue(!Chances.canTell(3, 3) && Chances.canTell(3, 4) && Chances.canTell(4, 4));
        assertTrue(!Chances.canTell(1, 18) && Chances.canTell(1, 19) && Chances.canTell(1, 200));
    }
}
