package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.seed.SeedSweep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SequenceMeterTest {

    @Test
    void whatIsPassedOverIsLostUntilItArrives() {
        SequenceMeter meter = meter(5, 6, 9);
        assertEquals("lost 2, duplicated 0, reordered 0", words(meter));

        meter.received(0, 7);

        assertEquals("lost 1, duplicated 0, reordered 1", words(meter));
    }

    @Test
    void aStreamBeginsWithTheFirstThatArrivesAndWhatCameBeforeItWasNeverMissed() {
        assertEquals("lost 0, duplicated 0, reordered 1", words(meter(100, 99, 101)));
    }

    @Test
    void aCopyIsADuplicateAndSoIsWhatIsTooOldToTell() {
        assertEquals("lost 62, duplicated 2, reordered 0", words(meter(0, 63, 63, 0)));
        assertEquals("lost 63, duplicated 1, reordered 0", words(meter(0, 64, 0)));
        assertEquals("lost 99, duplicated 1, reordered 0", words(meter(0, 100, 20)));
    }

    @Test
    void aStreamThatBeginsAnewMissesNothingOfTheTimeBetween() {
        SequenceMeter meter = meter(0, 1);

        meter.restart(0, 0);
        meter.received(0, 50);

        assertEquals("lost 0, duplicated 0, reordered 0", words(meter));
        assertEquals(9, meter.behind(0, 60));
    }

    @Test
    void fromWhereItIsToldToBeginEverythingIsExpected() {
        SequenceMeter meter = new SequenceMeter(1);

        meter.begin(0, 5);

        assertEquals(3, meter.behind(0, 8), "5, 6 and 7, none of which arrived");
        meter.received(0, 4);
        assertEquals("lost 0, duplicated 0, reordered 0", words(meter), "it was under way when the stream began");
        meter.received(0, 7);
        assertEquals("lost 2, duplicated 0, reordered 0", words(meter));
        meter.received(0, 5);
        assertEquals("lost 1, duplicated 0, reordered 1", words(meter));
    }

    @Test
    void nothingIsBehindOfAStreamThatHasNotBegun() {
        assertEquals(0, new SequenceMeter(1).behind(0, 1_000));
    }

    @Test
    void streamsAreApart() {
        SequenceMeter meter = new SequenceMeter(2);

        meter.received(0, 1);
        meter.received(1, 1);

        assertEquals("lost 0, duplicated 0, reordered 0", words(meter));
    }

    /** Streams with losses, copies and swaps over a distance that the window covers. */
    @SeedSweep
    void saysWhatAModelSaysThatRemembersEverything(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SequenceMeter meter = new SequenceMeter(1);
        Model model = new Model();

        for (long number : arrivals(random, 2_000, 40)) {
            meter.received(0, number);
            model.received(number);
        }

        assertEquals(model.words(), words(meter));
    }

    private static List<Long> arrivals(SplittableRandom random, int sent, int displacement) {
        List<double[]> slots = new ArrayList<>();
        long base = random.nextInt(1_000);
        for (int i = 0; i < sent; i++) {
            for (int copy = random.nextInt(10) == 0 ? 2 : 1; copy > 0; copy--) {
                if (random.nextInt(8) > 0) {
                    boolean moved = random.nextInt(5) == 0;
                    slots.add(new double[] {i + (moved ? random.nextDouble() * displacement : 0), base + i});
                }
            }
        }
        slots.sort((a, b) -> Double.compare(a[0], b[0]));
        return slots.stream().map(slot -> (long) slot[1]).toList();
    }

    /** Remembers every number. */
    private static final class Model {

        private final Set<Long> seen = new HashSet<>();
        private long first = -1;
        private long highest = -1;
        private long duplicated;
        private long reordered;

        void received(long number) {
            if (!seen.add(number)) {
                duplicated++;
            } else if (number < highest) {
                reordered++;
            }
            first = first < 0 ? number : first;
            highest = Math.max(highest, number);
        }

        String words() {
            long lost = 0;
            for (long number = first; number <= highest; number++) {
                lost += seen.contains(number) ? 0 : 1;
            }
            return "lost " + lost + ", duplicated " + duplicated + ", reordered " + reordered;
        }
    }

    private static SequenceMeter meter(long... numbers) {
        SequenceMeter meter = new SequenceMeter(1);
        for (long number : numbers) {
            meter.received(0, number);
        }
        return meter;
    }

    private static String words(SequenceMeter meter) {
        return "lost " + meter.lost() + ", duplicated " + meter.duplicated() + ", reordered " + meter.reordered();
    }
}
