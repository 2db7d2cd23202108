package dev.flatline.chaos.plan;

import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Swizzle-clogging, as FoundationDB's simulator does it: a random subset of the paths is clogged one by one and unclogged
 * one by one in another random order. Which and in which order is a function of (seed, name).
 *
 * @param name its toxics are named after it
 * @param paths what can be clogged
 * @param share which share of the paths is clogged, more than 0; at least one is
 * @param overNanos how long it takes from the first to the last, clogging and unclogging each
 * @param holdNanos between the last clogging and the first unclogging, longer than 0
 */
public record SwizzleClog(String name, List<PartitionRule> paths, double share, long overNanos, long holdNanos) {

    /** Checks the ranges. */
    public SwizzleClog {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("paths: none, accepted is at least one");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + ", accepted is more than 0 and at most 1");
        }
        if (overNanos < 0) {
            throw new IllegalArgumentException("over: accepted is a duration of 0 or more");
        }
        if (holdNanos <= 0) {
            throw new IllegalArgumentException("hold: accepted is a duration longer than 0");
        }
        paths = List.copyOf(paths);
    }

    /** The entries of a timeline, in the order of clogging, from an instant on it. */
    public List<TimelineEntry> entries(long atNanos, Seeds seeds, Function<String, @Nullable ToxicType> types) {
        int count = (int) Math.max(1, Math.round(share * paths.size()));
        RandomGenerator random = seeds.generator("swizzle/" + name, 0);
        List<Integer> clogged = shuffled(paths.size(), random).subList(0, count);
        List<Integer> ranks = shuffled(count, random);
        List<TimelineEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int path = clogged.get(i);
            String own = name + "_" + path;
            long begin = atNanos + spread(i, count);
            long end = atNanos + overNanos + holdNanos + spread(ranks.get(i), count);
            PlacedToxic toxic = Partition.toxic(paths.get(path), own, types);
            entries.add(new TimelineEntry(own, begin, end - begin, List.of(toxic), Optional.empty()));
        }
        return entries;
    }

    private long spread(int index, int count) {
        int gaps = Math.max(1, count - 1);
        return overNanos / gaps * index + overNanos % gaps * index / gaps;
    }

    private static List<Integer> shuffled(int size, RandomGenerator random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            order.add(i);
            int other = random.nextInt(i + 1);
            order.set(i, order.get(other));
            order.set(other, i);
        }
        return order;
    }
}
