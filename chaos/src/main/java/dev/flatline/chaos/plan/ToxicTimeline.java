package dev.flatline.chaos.plan;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is put on when, and for how long: every entry has its end. No two entries have the same toxic on the same proxy at
 * the same time; one may begin when the other ends.
 *
 * @param entries in any order; of those that begin at the same time, the earlier ones first
 */
public record ToxicTimeline(List<TimelineEntry> entries) {

    /** How many entries there are at most. */
    public static final int MAX_ENTRIES = 10_000;

    /** How many changes there are at most: beginnings, steps of ramps and ends. */
    public static final int MAX_CHANGES = 100_000;

    /** Checks that no two entries are in each other's way. */
    public ToxicTimeline {
        if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("entries: " + entries.size() + ", accepted is 1 to " + MAX_ENTRIES);
        }
        entries = List.copyOf(entries);
        Map<String, TimelineEntry> last = new HashMap<>();
        long changes = 0;
        for (TimelineEntry entry : inOrder(entries)) {
            changes += entry.toxics().size()
                    * (2L + entry.ramp().map(ramp -> 2L * ramp.steps()).orElse(0L));
            for (PlacedToxic placed : entry.toxics()) {
                String place = placed.proxy().length() + " " + placed.proxy()
                        + placed.toxic().name();
                TimelineEntry before = last.put(place, entry);
                if (before != null && before.endNanos() > entry.atNanos()) {
                    throw new IllegalArgumentException("the toxic '"
                            + placed.toxic().name() + "' on '"
                            + placed.proxy() + "' is twice in the timeline at the same time, accepted is another name"
                            + " or another time");
                }
            }
        }
        if (changes > MAX_CHANGES) {
            throw new IllegalArgumentException(changes + " changes, accepted is at most " + MAX_CHANGES);
        }
    }

    /** When the last entry ends. */
    public long durationNanos() {
        return entries.stream().mapToLong(TimelineEntry::endNanos).max().orElse(0);
    }

    private static List<TimelineEntry> inOrder(List<TimelineEntry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(TimelineEntry::atNanos))
                .toList();
    }
}
