package dev.flatline.scenarios.file;

import dev.flatline.chaos.plan.PlacedToxic;
import dev.flatline.chaos.plan.PlanReader;
import dev.flatline.chaos.plan.TimelineEntry;
import dev.flatline.chaos.plan.ToxicReader;
import dev.flatline.chaos.plan.ToxicTimeline;
import dev.flatline.core.seed.Seeds;
import dev.flatline.core.text.Nearest;
import dev.flatline.scenarios.file.YamlValue.Entry;
import dev.flatline.scenarios.file.YamlValue.Mapping;
import dev.flatline.scenarios.file.YamlValue.Scalar;
import dev.flatline.scenarios.file.YamlValue.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code timeline} and the partitions of a file with proxies into one timeline. */
final class PlanPartReader {

    private final Problems problems;
    private final PlanReader plans;
    private final List<String> proxies;
    private final List<TimelineEntry> entries = new ArrayList<>();

    /**
     * Creates a reader.
     *
     * @param proxies the names that there are
     */
    PlanPartReader(Problems problems, ToxicReader toxics, Seeds seeds, List<String> proxies) {
        this.problems = problems;
        this.plans = new PlanReader(toxics, seeds);
        this.proxies = proxies;
    }

    /** All of them; empty if there are none, or a mistake. */
    Optional<ToxicTimeline> timeline(Mapping root) {
        part(root, "timeline");
        part(root, "partition");
        Entry several = root.entries().get("partitions");
        if (several != null && several.value() instanceof Sequence list) {
            for (int i = 0; i < list.items().size(); i++) {
                part(list.items().get(i), "partitions[" + i + "]", false);
            }
        } else if (several != null) {
            problems.add(
                    several.value().origin(),
                    "partitions",
                    "found " + several.value().kind() + "; accepted: a list");
        }
        return entries.isEmpty() ? Optional.empty() : whole(root);
    }

    private void part(Mapping root, String key) {
        Entry entry = root.entries().get(key);
        if (entry != null) {
            part(entry.value(), key, key.equals("timeline"));
        }
    }

    private void part(YamlValue value, String path, boolean timeline) {
        Object data = YamlData.plain(value);
        new YamlData(value, path, problems)
                .read(() -> timeline ? plans.timeline(data, path) : plans.partition(data, path))
                .ifPresent(read -> {
                    entries.addAll(read.entries());
                    checkProxies(read, value, path);
                });
    }

    /** A fault on a proxy that is not there would be none. */
    private void checkProxies(ToxicTimeline read, YamlValue value, String path) {
        Set<String> missing = new HashSet<>();
        for (TimelineEntry entry : read.entries()) {
            for (PlacedToxic toxic : entry.toxics()) {
                if (!proxies.contains(toxic.proxy()) && missing.add(toxic.proxy())) {
                    problems.add(
                            scalar(value, toxic.proxy()).orElse(value.origin()),
                            path,
                            "found '" + toxic.proxy() + "', which is no proxy of this file; "
                                    + (proxies.isEmpty() ? "there are none" : Nearest.hint(toxic.proxy(), proxies)));
                }
            }
        }
    }

    private static Optional<Origin> scalar(YamlValue value, String text) {
        if (value instanceof Scalar scalar) {
            return scalar.text().equals(text) ? Optional.of(scalar.origin()) : Optional.empty();
        }
        List<YamlValue> inner = value instanceof Sequence list
                ? list.items()
                : ((Mapping) value)
                        .entries().values().stream().map(Entry::value).toList();
        return inner.stream().flatMap(one -> scalar(one, text).stream()).findFirst();
    }

    private Optional<ToxicTimeline> whole(Mapping root) {
        try {
            return Optional.of(new ToxicTimeline(entries));
        } catch (IllegalArgumentException refused) {
            problems.add(root.origin(), "timeline", String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }
}
