package dev.flatline.core.fault;

import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of several servers a fault is on. Servers are counted from 1.
 *
 * @param numbers exactly these; empty to choose by share
 * @param share which share of them, drawn from the seed, at least one; 1 is all of them
 */
public record ReplicaChoice(List<Integer> numbers, double share) {

    /** All of them. */
    public static final ReplicaChoice ALL = new ReplicaChoice(List.of(), 1);

    /** Checks the ranges. */
    public ReplicaChoice {
        numbers = List.copyOf(numbers);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share must be more than 0% and at most 100%");
        }
        if (numbers.stream().anyMatch(number -> number < 1)
                || numbers.stream().distinct().count() < numbers.size()) {
            throw new IllegalArgumentException("replicas are counted from 1, each named once");
        }
    }

    /** Exactly these. */
    public static ReplicaChoice of(List<Integer> numbers) {
        return new ReplicaChoice(numbers, 1);
    }

    /** A share of them, at least one. */
    public static ReplicaChoice of(double share) {
        return new ReplicaChoice(List.of(), share);
    }

    /**
     * The servers it means, in rising order: the same for the same seed, fault and number of servers.
     *
     * @param fault the fault's place in the timeline
     * @param replicas how many there are
     */
    public List<Integer> among(int replicas, int fault, Seeds seeds) {
        if (!numbers.isEmpty()) {
            return numbers.stream().sorted().toList();
        }
        int count = (int) Math.max(1, Math.round(share * replicas));
        List<Integer> all =
                new ArrayList<>(IntStream.rangeClosed(1, replicas).boxed().toList());
        all.sort(Comparator.comparingLong(number -> seeds.draw("replica/" + fault, number)));
        return all.subList(0, count).stream().sorted().toList();
    }

    /**
     * Servers in words: {@code replica 2}, {@code replicas 1 and 3}, {@code all 3 replicas}.
     *
     * @param numbers in rising order, at least one
     * @param all whether there are no others
     */
    public static String words(List<Integer> numbers, boolean all) {
        if (numbers.size() == 1) {
            return "replica " + numbers.get(0);
        }
        if (all) {
            return "all " + numbers.size() + " replicas";
        }
        int last = numbers.size() - 1;
        String before = numbers.subList(0, last).stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "replicas " + before + " and " + numbers.get(last);
    }
}
