package dev.flatline.chaos.plan;

import dev.flatline.chaos.data.DataException;
import dev.flatline.chaos.data.Fields;
import dev.flatline.chaos.data.Numbers;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads timelines from maps, lists and plain values, as a parser of YAML or JSON gives them: a list of entries, or
 * {@code {duration: 5m, entries: […]}}. An entry has {@code at}, {@code for} (which only a duration spares it) and one of
 *
 * <ul>
 *   <li>{@code toxic} with {@code proxy}, one or a list;
 *   <li>{@code partition};
 *   <li>{@code swizzle}, which has times of its own instead of {@code for}.
 * </ul>
 *
 * <p>A {@code ramp} such as {@code {toxicity: 0 -> 0.3, over: 2m, steps: 24, back: 1m}} changes one value meanwhile. What
 * cannot be read is a {@link DataException}.
 */
public final class PlanReader {

    private static final List<String> TIMELINE_KEYS = List.of("duration", "entries");
    private static final List<String> ENTRY_KEYS =
            List.of("at", "for", "name", "proxy", "toxic", "partition", "swizzle", "ramp");
    private static final List<String> RAMP_KEYS = List.of("over", "steps", "back");
    private static final long NO_END = -1;

    private final ToxicReader toxics;
    private final PartitionReader partitions;
    private final Seeds seeds;

    /**
     * Creates a reader.
     *
     * @param toxics reads the toxics, and knows their types
     * @param seeds where the order of swizzle-clogs comes from
     */
    public PlanReader(ToxicReader toxics, Seeds seeds) {
        this.toxics = toxics;
        this.partitions = new PartitionReader(toxics);
        this.seeds = seeds;
    }

    /**
     * A timeline.
     *
     * @param path the keys that lead to it; may be empty
     */
    public ToxicTimeline timeline(@Nullable Object data, String path) {
        List<TimelineEntry> entries = new ArrayList<>();
        if (data instanceof List<?> items) {
            read(items, path, NO_END, entries);
            return made(entries, path);
        }
        Fields fields = Fields.of(data, path, TIMELINE_KEYS);
        read(fields.items("entries"), fields.at("entries"), fields.nanos("duration", NO_END), entries);
        return made(entries, fields.at("entries"));
    }

    /**
     * A partition that begins at once and heals by itself: its own keys, and {@code for}.
     *
     * @param path the keys that lead to it; may be empty
     */
    public ToxicTimeline partition(@Nullable Object data, String path) {
        List<String> keys = new ArrayList<>(PartitionReader.KEYS);
        keys.add("for");
        Fields fields = Fields.of(data, path, keys);
        Partition partition = partitions.partition(fields);
        long forNanos = fields.nanos("for");
        return fields.made(() -> new ToxicTimeline(List.of(
                new TimelineEntry(partition.name(), 0, forNanos, partition.toxics(toxics::type), Optional.empty()))));
    }

    /**
     * A partition without a time.
     *
     * @param path the keys that lead to it; may be empty
     */
    public Partition partitionAlone(@Nullable Object data, String path) {
        return partitions.partition(data, path);
    }

    private static ToxicTimeline made(List<TimelineEntry> entries, String path) {
        try {
            return new ToxicTimeline(entries);
        } catch (IllegalArgumentException refused) {
            throw new DataException(path, String.valueOf(refused.getMessage()));
        }
    }

    private void read(List<?> items, String path, long endNanos, List<TimelineEntry> entries) {
        if (items.size() > ToxicTimeline.MAX_ENTRIES) {
            throw new DataException(path, items.size() + " entries, accepted is at most " + ToxicTimeline.MAX_ENTRIES);
        }
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.of(items.get(i), path + "[" + i + "]", ENTRY_KEYS);
            List<TimelineEntry> read = fields.has("swizzle") ? swizzle(fields) : List.of(entry(fields, endNanos));
            for (TimelineEntry entry : read) {
                if (endNanos != NO_END && entry.endNanos() > endNanos) {
                    throw new DataException(
                            path + "[" + i + "]", "ends after the timeline's duration, accepted is a shorter time");
                }
                entries.add(entry);
            }
        }
    }

    private TimelineEntry entry(Fields fields, long endNanos) {
        String name;
        List<PlacedToxic> placed;
        if (fields.has("partition")) {
            refuse(fields, "partition", "toxic", "proxy");
            Partition partition = partitions.partition(fields.value("partition"), fields.at("partition"));
            name = partition.name();
            placed = partition.toxics(toxics::type);
        } else {
            if (!fields.has("toxic")) {
                throw new DataException(fields.at("toxic"), "missing, accepted is one of toxic, partition and swizzle");
            }
            NamedToxic toxic = toxics.toxic(fields.value("toxic"), fields.at("toxic"));
            name = toxic.name();
            placed = fields.texts("proxy").stream()
                    .map(proxy -> new PlacedToxic(proxy, toxic))
                    .toList();
        }
        long at = fields.nanos("at", 0);
        boolean untilEnd = endNanos != NO_END && !fields.has("for");
        long duration = untilEnd ? endNanos - at : fields.nanos("for");
        Optional<Ramp> ramp = fields.has("ramp") ? Optional.of(ramp(fields)) : Optional.empty();
        return fields.made(() -> new TimelineEntry(fields.text("name", name), at, duration, placed, ramp));
    }

    private List<TimelineEntry> swizzle(Fields fields) {
        refuse(fields, "swizzle", "toxic", "proxy", "partition", "for", "name", "ramp");
        SwizzleClog swizzle = partitions.swizzle(fields.value("swizzle"), fields.at("swizzle"));
        return fields.made(() -> swizzle.entries(fields.nanos("at", 0), seeds, toxics::type));
    }

    /** The one key that is not of the ramp itself is the value that changes. */
    private static Ramp ramp(Fields entry) {
        String path = entry.at("ramp");
        if (!(entry.value("ramp") instanceof Map<?, ?> map)) {
            throw entry.bad("ramp", "keys with values, such as toxicity: 0 -> 0.3 and over: 2m");
        }
        List<String> changing = map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !RAMP_KEYS.contains(key))
                .toList();
        if (changing.size() != 1) {
            throw new DataException(
                    path, "changes " + changing + ", accepted is one value, such as toxicity, beside " + RAMP_KEYS);
        }
        List<String> known = new ArrayList<>(changing);
        known.addAll(RAMP_KEYS);
        Fields fields = Fields.of(map, path, known);
        double[] ends = ends(fields, changing.get(0));
        return fields.made(() -> new Ramp(
                changing.get(0),
                ends[0],
                ends[1],
                fields.nanos("over"),
                fields.whole("steps", Ramp.DEFAULT_STEPS, 1, Ramp.MAX_STEPS),
                fields.nanos("back", 0)));
    }

    /** Two numbers as {@code 0 -> 0.3}, with an arrow of one or two characters, or as a list; percentages too. */
    private static double[] ends(Fields fields, String key) {
        Object value = fields.value(key);
        List<?> ends = value instanceof String text ? List.of(text.split("\\s*(?:->|→)\\s*", -1)) : List.of();
        if (value instanceof List<?> list) {
            ends = list;
        }
        if (ends.size() == 2) {
            OptionalDouble from = number(ends.get(0));
            OptionalDouble to = number(ends.get(1));
            if (from.isPresent() && to.isPresent()) {
                return new double[] {from.getAsDouble(), to.getAsDouble()};
            }
        }
        throw fields.bad(key, "two numbers, such as 0 -> 0.3");
    }

    private static OptionalDouble number(@Nullable Object value) {
        OptionalDouble number = Numbers.real(value);
        return number.isPresent() ? number : Numbers.share(value);
    }

    private static void refuse(Fields fields, String beside, String... keys) {
        for (String key : keys) {
            if (fields.has(key)) {
                throw new DataException(fields.at(key), "does not go with " + beside + ", accepted is one of them");
            }
        }
    }
}
