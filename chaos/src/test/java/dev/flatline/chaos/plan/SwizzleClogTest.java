package dev.flatline.chaos.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.seed.SeedSweep;
import dev.flatline.core.seed.Seeds;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwizzleClogTest {

    private static final SwizzleClog HALF = new SwizzleClog("swizzle", paths(8), 0.5, 3_000, 1_000);

    @SeedSweep
    void clogsOneByOneAndUnclogsOneByOne(long seed) {
        List<TimelineEntry> entries = HALF.entries(500, new Seeds(seed), InertToxic.READER::type);

        assertEquals(
                List.of(500L, 1_500L, 2_500L, 3_500L),
                entries.stream().map(TimelineEntry::atNanos).toList());
        assertEquals(
                List.of(4_500L, 5_500L, 6_500L, 7_500L),
                entries.stream().map(TimelineEntry::endNanos).sorted().toList());
        assertEquals(4, proxies(entries).stream().distinct().count());
        assertEquals(entries, HALF.entries(500, new Seeds(seed), InertToxic.READER::type));
        assertEquals(7_500, new ToxicTimeline(entries).durationNanos());
    }

    @Test
    void everyPathIsCloggedAndTheOrdersDifferWithTheSeed() {
        Set<String> seen = new HashSet<>();
        Set<List<String>> on = new HashSet<>();
        int sameOrder = 0;
        for (int seed = 0; seed < 100; seed++) {
            List<TimelineEntry> entries = HALF.entries(0, new Seeds(seed), InertToxic.READER::type);
            List<TimelineEntry> off = entries.stream()
                    .sorted(Comparator.comparingLong(TimelineEntry::endNanos))
                    .toList();
            seen.addAll(proxies(entries));
            on.add(proxies(entries));
            sameOrder += proxies(entries).equals(proxies(off)) ? 1 : 0;
        }

        assertEquals(8, seen.size());
        assertTrue(on.size() > 90, () -> on.size() + " orders");
        assertTrue(sameOrder < 20, "as often as one in 24");
    }

    @Test
    void anotherNameIsAnotherOrder() {
        SwizzleClog other = new SwizzleClog("other", paths(8), 1, 3_000, 1_000);
        SwizzleClog all = new SwizzleClog("swizzle", paths(8), 1, 3_000, 1_000);

        assertNotEquals(
                proxies(all.entries(0, new Seeds(1), InertToxic.READER::type)),
                proxies(other.entries(0, new Seeds(1), InertToxic.READER::type)));
    }

    @Test
    void atLeastOnePathIsClogged() {
        SwizzleClog one = new SwizzleClog("s", paths(3), 0.01, 3_000, 1_000);

        List<TimelineEntry> entries = one.entries(0, new Seeds(1), InertToxic.READER::type);

        assertEquals(1, entries.size());
        assertEquals(0, entries.get(0).atNanos());
        assertEquals(4_000, entries.get(0).endNanos());
    }

    @Test
    void rangesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new SwizzleClog("s", paths(0), 0.5, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SwizzleClog("s", paths(1), 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SwizzleClog("s", paths(1), 1.1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SwizzleClog("s", paths(1), 1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SwizzleClog("s", paths(1), 1, 1, 0));
    }

    private static List<PartitionRule> paths(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new PartitionRule(Target.EVERYONE, "p" + i, Stream.BOTH, Cut.SILENT))
                .toList();
    }

    private static List<String> proxies(List<TimelineEntry> entries) {
        return entries.stream().map(entry -> entry.toxics().get(0).proxy()).toList();
    }
}
