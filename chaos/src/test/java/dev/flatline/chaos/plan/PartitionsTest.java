package dev.flatline.chaos.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.target.Conditions;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    private static final List<String> PROXIES = List.of("x", "y", "z");

    @Test
    void aSymmetricPartitionKeepsEveryGroupFromEveryServer() {
        Partition partition = Partitions.symmetric("split", List.of("a", "b"), List.of("x", "y"), Cut.SILENT);

        assertEquals(List.of("a-x both", "a-y both", "b-x both", "b-y both"), lines(partition));
    }

    @Test
    void aOneWayPartitionLeavesTheOtherDirectionOpen() {
        Partition partition = Partitions.oneWay("deaf", List.of("a"), List.of("x", "y"), Stream.DOWNSTREAM, Cut.SILENT);

        assertEquals(List.of("a-x downstream", "a-y downstream"), lines(partition));
    }

    @Test
    void anIsolatedGroupReachesNoServer() {
        assertEquals(
                List.of("a-x both", "a-y both", "a-z both"),
                lines(Partitions.isolate("alone", "a", PROXIES, Cut.RESET)));
    }

    @Test
    void halvesReachEachTheirOwnHalfOnly() {
        Partition partition = Partitions.halves("halves", List.of("a", "b", "c"), PROXIES, Cut.SILENT);

        assertEquals(List.of("a-y both", "a-z both", "b-x both", "c-x both"), lines(partition));
    }

    @Test
    void onARingOfThreeEachGroupMissesAnotherServer() {
        Partition partition = Partitions.ring("ring", List.of("a", "b", "c"), PROXIES, Cut.SILENT);

        assertEquals(List.of("a-z both", "b-x both", "c-y both"), lines(partition));
    }

    @Test
    void onARingEachGroupReachesAMajorityAndNoTwoTheSameOne() {
        for (int servers = 3; servers <= 24; servers++) {
            List<String> proxies = names("p", servers);
            int majority = servers / 2 + 1;
            for (int size = 1; size <= servers; size++) {
                List<String> groups = names("g", size);

                Map<String, Set<String>> reached =
                        reached(Partitions.ring("ring", groups, proxies, Cut.SILENT), groups, proxies);

                String shape = size + " groups, " + servers + " servers";
                assertEquals(size, new HashSet<>(reached.values()).size(), shape);
                for (Set<String> set : reached.values()) {
                    assertEquals(majority, set.size(), shape);
                }
                if (size == servers) {
                    proxies.forEach(proxy -> assertEquals(
                            (long) majority,
                            reached.values().stream()
                                    .filter(set -> set.contains(proxy))
                                    .count(),
                            shape));
                }
            }
        }
    }

    @Test
    void itsToxicsAreNamedAfterItAndAimedAtTheGroups() {
        List<PlacedToxic> toxics = Partitions.symmetric("split", List.of("a"), List.of("x", "y"), Cut.RESET)
                .toxics(InertToxic.READER::type);

        assertEquals(2, toxics.size());
        assertEquals("y", toxics.get(1).proxy());
        assertEquals("split_1", toxics.get(1).toxic().name());
        assertEquals(1, toxics.get(1).toxic().toxicity());
        assertEquals(Stream.BOTH, toxics.get(1).toxic().stream());
        assertEquals(
                new Target(List.of(Conditions.of("group", "a"))),
                toxics.get(1).toxic().target());
    }

    @Test
    void everyCutHasItsTypeOfToxic() {
        for (Cut cut : Cut.values()) {
            List<String> asked = new ArrayList<>();

            Partitions.isolate("p", "a", List.of("x"), cut).toxics(type -> {
                asked.add(type);
                return InertToxic.READER.type(type);
            });

            assertEquals(List.of(cut.toxicType()), asked);
        }
        assertThrows(
                IllegalStateException.class,
                () -> Partitions.isolate("p", "a", List.of("x"), Cut.SILENT).toxics(type -> null));
    }

    @Test
    void shapesThatCannotBeAreRefused() {
        refuses("proxies: [x, y]", () -> Partitions.ring("r", List.of("a"), List.of("x", "y"), Cut.SILENT));
        refuses("groups: [a, b, c, d]", () -> Partitions.ring("r", List.of("a", "b", "c", "d"), PROXIES, Cut.SILENT));
        refuses("groups: [a, a]", () -> Partitions.ring("r", List.of("a", "a"), PROXIES, Cut.SILENT));
        refuses("groups: [a]", () -> Partitions.halves("h", List.of("a"), PROXIES, Cut.SILENT));
        refuses("rules: none", () -> Partitions.symmetric("s", List.of(), PROXIES, Cut.SILENT));
        refuses("name: ' '", () -> Partitions.isolate(" ", "a", PROXIES, Cut.SILENT));
        refuses(
                "direction: 'upstream'",
                () -> Partitions.oneWay("o", List.of("a"), PROXIES, Stream.UPSTREAM, Cut.REFUSE));
        refuses("1000000 rules", () -> Partitions.symmetric("s", names("g", 1_000), names("p", 1_000), Cut.SILENT));
    }

    private static void refuses(String beginning, Runnable maker) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, maker::run).getMessage());
        assertTrue(message.startsWith(beginning + ", accepted is "), message);
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static List<String> lines(Partition partition) {
        return partition.rules().stream()
                .map(rule -> group(rule) + "-" + rule.proxy() + " "
                        + rule.direction().word())
                .toList();
    }

    private static Map<String, Set<String>> reached(Partition partition, List<String> groups, List<String> proxies) {
        Map<String, Set<String>> reached = new HashMap<>();
        groups.forEach(group -> reached.put(group, proxies.stream().collect(Collectors.toSet())));
        partition
                .rules()
                .forEach(rule -> reached.getOrDefault(group(rule), Set.of()).remove(rule.proxy()));
        return reached;
    }

    private static String group(PartitionRule rule) {
        return rule.clients().conditions().get(0).value();
    }
}
