package dev.flatline.chaos.plan;

import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.ToxicType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A partition between groups of clients and servers as a grudge map, the form that Jepsen gave it: whom each does not
 * reach. {@link Partitions} makes the usual ones. It begins by putting its toxics on and heals by taking exactly those off.
 *
 * @param name unique among the partitions at a time; its toxics are named after it
 * @param rules who does not reach whom
 */
public record Partition(String name, List<PartitionRule> rules) {

    /** How many rules there are at most. */
    public static final int MAX_RULES = 10_000;

    /** Copies the list. */
    public Partition {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: '" + name + "', accepted is a text");
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("rules: none, accepted is at least one");
        }
        bounded(rules.size());
        rules = List.copyOf(rules);
    }

    /**
     * Its toxics, one for each rule, named {@code <name>_0} and so on.
     *
     * @param types the types of toxics by name; null for one that is not known
     */
    public List<PlacedToxic> toxics(Function<String, @Nullable ToxicType> types) {
        List<PlacedToxic> toxics = new ArrayList<>();
        for (PartitionRule rule : rules) {
            toxics.add(toxic(rule, name + "_" + toxics.size(), types));
        }
        return toxics;
    }

    /** Refuses more rules than there may be, before they are made. */
    static void bounded(long count) {
        if (count > MAX_RULES) {
            throw new IllegalArgumentException(count + " rules, accepted is at most " + MAX_RULES);
        }
    }

    /** The toxic that carries out one rule. */
    static PlacedToxic toxic(PartitionRule rule, String name, Function<String, @Nullable ToxicType> types) {
        ToxicType type = types.apply(rule.cut().toxicType());
        if (type == null) {
            throw new IllegalStateException(
                    "no type of toxic is called " + rule.cut().toxicType());
        }
        return new PlacedToxic(
                rule.proxy(), new NamedToxic(name, rule.direction(), 1, rule.clients(), type.create(type.defaults())));
    }
}
