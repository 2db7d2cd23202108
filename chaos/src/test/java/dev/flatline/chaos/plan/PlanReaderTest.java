package dev.flatline.chaos.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.target.Conditions;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.core.seed.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

    private static final long SECOND = 1_000_000_000L;
    private static final PlanReader READER = new PlanReader(InertToxic.READER, new Seeds(42));

    @Test
    void aToxicHasToxiproxysKeysAndATarget() {
        NamedToxic toxic = InertToxic.READER.toxic(
                Map.of(
                        "name", "slow",
                        "type", "latency",
                        "stream", "upstream",
                        "toxicity", "30%",
                        "attributes", Map.of("latency", 100.0, "jitter", "10"),
                        "target", Map.of("group", "blue")),
                "");

        assertEquals("slow", toxic.name());
        assertEquals(Stream.UPSTREAM, toxic.stream());
        assertEquals(0.3, toxic.toxicity());
        assertEquals(100, toxic.toxic().values().whole("latency"));
        assertEquals(10, toxic.toxic().values().whole("jitter"));
        assertEquals(new Target(List.of(Conditions.of("group", "blue"))), toxic.target());
    }

    @Test
    void aToxicByItsTypeAloneHasEverythingElseByDefault() {
        NamedToxic toxic = InertToxic.READER.toxic("half_open", "");

        assertEquals("half_open_both", toxic.name());
        assertEquals(Stream.BOTH, toxic.stream());
        assertEquals(1, toxic.toxicity());
        assertEquals(Target.EVERYONE, toxic.target());
    }

    @Test
    void attributesOfEveryKindAreRead() {
        NamedToxic toxic = InertToxic.READER.toxic(
                Map.of(
                        "type",
                        "loss",
                        "attributes",
                        Map.of("share", "0.25", "mode", "burst", "thin", "true", "note", "a tunnel")),
                "");

        assertEquals(0.25, toxic.toxic().values().real("share"));
        assertEquals("burst", toxic.toxic().values().text("mode"));
        assertTrue(toxic.toxic().values().flag("thin"));
        assertEquals("a tunnel", toxic.toxic().values().text("note"));
    }

    @Test
    void aTargetTakesSeveralValuesOfAKey() {
        Target target = InertToxic.READER.target(Map.of("nth", List.of("after 100", 200, "!every 2")), "");

        assertEquals(
                new Target(List.of(
                        Conditions.of("nth", "after 100"),
                        Conditions.of("nth", "200"),
                        Conditions.of("nth", "!every 2"))),
                target);
    }

    @Test
    void anEntryPutsItsToxicOnOneProxyOrSeveral() {
        ToxicTimeline timeline = READER.timeline(
                List.of(Map.of("at", "10s", "for", "1m30s", "proxy", List.of("x", "y"), "toxic", "half_open")), "");

        TimelineEntry entry = timeline.entries().get(0);
        assertEquals(10 * SECOND, entry.atNanos());
        assertEquals(100 * SECOND, timeline.durationNanos());
        assertEquals("half_open_both", entry.name());
        assertEquals(
                List.of("x", "y"),
                entry.toxics().stream().map(PlacedToxic::proxy).toList());
    }

    @Test
    void withADurationAnEntryLastsUntilTheEndUnlessItSaysFor() {
        ToxicTimeline timeline = READER.timeline(
                Map.of(
                        "duration",
                        "5m",
                        "entries",
                        List.of(
                                Map.of("at", "1m", "proxy", "x", "toxic", "half_open"),
                                Map.of("for", "30s", "proxy", "x", "toxic", "half_open", "name", "short"))),
                "timeline");

        assertEquals(240 * SECOND, timeline.entries().get(0).forNanos());
        assertEquals(30 * SECOND, timeline.entries().get(1).forNanos());
        assertEquals("short", timeline.entries().get(1).name());
    }

    @Test
    void aRampIsWrittenWithAnArrowOrAsAList() {
        Ramp expected = new Ramp("toxicity", 0, 0.3, 120 * SECOND, 24, 60 * SECOND);

        for (Object ends : List.of("0 → 0.3", "0->0.3", "0% -> 30%", List.of(0, 0.3), List.of("0", "30%"))) {
            assertEquals(
                    Optional.of(expected), ramp(Map.of("toxicity", ends, "over", "2m", "steps", 24, "back", "1m")));
        }
        assertEquals(
                Optional.of(new Ramp("latency", 500, 10, SECOND, Ramp.DEFAULT_STEPS, 0)),
                ramp(Map.of("latency", "500 -> 10", "over", "1s")));
    }

    @Test
    void aPartitionIsReadByItsKind() {
        List<String> groups = List.of("a", "b", "c");
        List<String> proxies = List.of("x", "y", "z");

        assertEquals(Partitions.ring("partition", groups, proxies, Cut.SILENT), partition("ring", groups, proxies));
        assertEquals(Partitions.halves("partition", groups, proxies, Cut.SILENT), partition("halves", groups, proxies));
        assertEquals(
                Partitions.symmetric("partition", groups, proxies, Cut.SILENT),
                partition("symmetric", groups, proxies));
        assertEquals(
                Partitions.isolate("alone", "a", proxies, Cut.RESET),
                READER.partitionAlone(
                        Map.of("name", "alone", "kind", "isolate", "groups", "a", "proxies", proxies, "how", "reset"),
                        ""));
        assertEquals(
                Partitions.oneWay("partition", groups, proxies, Stream.UPSTREAM, Cut.SILENT),
                READER.partitionAlone(
                        Map.of("kind", "one-way", "groups", groups, "proxies", proxies, "direction", "upstream"), ""));
    }

    @Test
    void aGrudgeMapIsReadRuleByRule() {
        Partition partition = READER.partitionAlone(
                Map.of(
                        "rules",
                        List.of(
                                Map.of("clients", Map.of("client", "0-9"), "proxy", "x", "direction", "downstream"),
                                Map.of("proxy", "y", "how", "refuse"))),
                "");

        assertEquals(
                List.of(
                        new PartitionRule(
                                new Target(List.of(Conditions.of("client", "0-9"))),
                                "x",
                                Stream.DOWNSTREAM,
                                Cut.SILENT),
                        new PartitionRule(Target.EVERYONE, "y", Stream.BOTH, Cut.REFUSE)),
                partition.rules());
    }

    @Test
    void aPartitionOfItsOwnHasATimeToLive() {
        ToxicTimeline timeline = READER.partition(
                Map.of("kind", "isolate", "groups", "a", "proxies", List.of("x", "y"), "for", "20s"), "");

        assertEquals(1, timeline.entries().size());
        assertEquals(20 * SECOND, timeline.durationNanos());
        assertEquals(2, timeline.entries().get(0).toxics().size());
    }

    @Test
    void aSwizzleHasTimesOfItsOwn() {
        ToxicTimeline timeline = READER.timeline(
                List.of(Map.of(
                        "at",
                        "10s",
                        "swizzle",
                        Map.of("proxies", List.of("x", "y", "z", "u"), "share", "75%", "over", "4s", "hold", "2s"))),
                "");
        ToxicTimeline paths = READER.timeline(
                List.of(Map.of(
                        "swizzle",
                        Map.of("groups", List.of("a", "b"), "proxies", "x", "share", 1, "over", "4s", "hold", "2s"))),
                "");

        assertEquals(3, timeline.entries().size());
        assertEquals(20 * SECOND, timeline.durationNanos());
        assertEquals(2, paths.entries().size());
    }

    private static Optional<Ramp> ramp(Object ramp) {
        Object entry = Map.of("for", "10m", "proxy", "x", "toxic", "latency", "ramp", ramp);
        return READER.timeline(List.of(entry), "").entries().get(0).ramp();
    }

    private static Partition partition(String kind, List<String> groups, List<String> proxies) {
        return READER.partitionAlone(Map.of("kind", kind, "groups", groups, "proxies", proxies), "");
    }
}
