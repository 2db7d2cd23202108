package dev.flatline.chaos.plan;

import dev.flatline.chaos.toxic.Stream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The usual partitions. Each takes the groups of clients, the proxies before the servers, and how they are cut off. */
public final class Partitions {

    private Partitions() {}

    /** None of these groups reaches one of these servers, nor the other way round. */
    public static Partition symmetric(String name, List<String> groups, List<String> proxies, Cut cut) {
        return oneWay(name, groups, proxies, Stream.BOTH, cut);
    }

    /** Nothing goes in one direction between these groups and these servers; the other one is open. */
    public static Partition oneWay(String name, List<String> groups, List<String> proxies, Stream direction, Cut cut) {
        Partition.bounded((long) groups.size() * proxies.size());
        List<PartitionRule> rules = new ArrayList<>();
        for (String group : groups) {
            for (String proxy : proxies) {
                rules.add(new PartitionRule(PartitionRule.group(group), proxy, direction, cut));
            }
        }
        return new Partition(name, rules);
    }

    /** One group reaches none of these servers. */
    public static Partition isolate(String name, String group, List<String> proxies, Cut cut) {
        return symmetric(name, List.of(group), proxies, cut);
    }

    /**
     * The first half of the groups reaches the first half of the servers only, and the others the others. A first half is
     * the smaller one.
     */
    public static Partition halves(String name, List<String> groups, List<String> proxies, Cut cut) {
        distinct("groups", groups, 2, Integer.MAX_VALUE);
        distinct("proxies", proxies, 2, Integer.MAX_VALUE);
        int group = groups.size() / 2;
        int proxy = proxies.size() / 2;
        List<PartitionRule> rules = new ArrayList<>();
        rules.addAll(symmetric(name, groups.subList(0, group), proxies.subList(proxy, proxies.size()), cut)
                .rules());
        rules.addAll(symmetric(name, groups.subList(group, groups.size()), proxies.subList(0, proxy), cut)
                .rules());
        return new Partition(name, rules);
    }

    /**
     * Each group reaches a majority of the servers, and no two the same one (Jepsen's majorities-ring): neighbours on the
     * ring, from a start that goes round once over all groups.
     *
     * @param groups at most as many as there are proxies
     * @param proxies at least three: of fewer there is only one majority
     */
    public static Partition ring(String name, List<String> groups, List<String> proxies, Cut cut) {
        distinct("proxies", proxies, 3, Integer.MAX_VALUE);
        distinct("groups", groups, 1, proxies.size());
        Partition.bounded((long) groups.size() * proxies.size() / 2);
        int majority = proxies.size() / 2 + 1;
        List<PartitionRule> rules = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            int start = i * proxies.size() / groups.size();
            for (int beyond = majority; beyond < proxies.size(); beyond++) {
                String proxy = proxies.get((start + beyond) % proxies.size());
                rules.add(PartitionRule.between(groups.get(i), proxy, cut));
            }
        }
        return new Partition(name, rules);
    }

    private static void distinct(String key, List<String> names, int least, int most) {
        int count = names.size();
        if (count < least || count > most || new HashSet<>(names).size() < count) {
            String range = most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
            throw new IllegalArgumentException(key + ": " + names + ", accepted is " + range + " different names");
        }
    }
}
