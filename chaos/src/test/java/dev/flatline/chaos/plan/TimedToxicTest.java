package dev.flatline.chaos.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.chaos.data.DataException;
import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Toxics with a time to live, and what changes one that is on already. */
class TimedToxicTest {

    private static final ToxicReader READER = InertToxic.READER;
    private static final NamedToxic BEFORE = READER.toxic(
            Map.of(
                    "name",
                    "slow",
                    "type",
                    "latency",
                    "toxicity",
                    0.5,
                    "attributes",
                    Map.of("latency", 100, "jitter", 10),
                    "target",
                    Map.of("group", "blue")),
            "");

    @Test
    void aTimeToLiveIsForThoseWhoAskForIt() {
        assertEquals(
                OptionalLong.of(90_000_000_000L),
                READER.timed(Map.of("type", "latency", "ttl", "1m30s"), "").ttlNanos());
        assertEquals(OptionalLong.empty(), READER.timed("latency", "").ttlNanos());
        assertEquals(
                "a.ttl: unknown key, accepted is name, type, stream, toxicity, attributes, target",
                message(() -> READER.toxic(Map.of("type", "latency", "ttl", "1s"), "a")));
    }

    @Test
    void aTimeToLiveIsAMillisecondToAYear() {
        for (String ttl : List.of("999us", "8761h")) {
            assertEquals(
                    "a.ttl: '" + ttl + "', accepted is a duration of 1ms to 8760h",
                    message(() -> READER.timed(Map.of("type", "latency", "ttl", ttl), "a")));
        }
    }

    @Test
    void aNameThatIsKnownMayBeRepeatedButNotChanged() {
        assertEquals("t", READER.timed("latency", "", "t").toxic().name());
        assertEquals(
                "t",
                READER.timed(Map.of("type", "latency", "name", "t"), "", "t")
                        .toxic()
                        .name());
        assertEquals(
                "a.name: 'u', accepted is 't', which stays",
                message(() -> READER.timed(Map.of("type", "latency", "name", "u"), "a", "t")));
    }

    @Test
    void aNameHasAtMost200Characters() {
        assertEquals(
                "name: 201 characters, accepted is a text of 1 to 200",
                message(() -> READER.toxic(Map.of("type", "latency", "name", "n".repeat(201)), "")));
        assertEquals(
                "name: 201 characters, accepted is a text of 1 to 200",
                message(() -> READER.timed("latency", "", "n".repeat(201))));
    }

    @Test
    void aMergeChangesWhatIsThereAndLeavesTheRest() {
        NamedToxic next = READER.merged(
                        Map.of("attributes", Map.of("jitter", 20), "stream", "upstream", "name", "slow"), "", BEFORE)
                .toxic();

        assertEquals(Stream.UPSTREAM, next.stream());
        assertEquals(100, next.toxic().values().whole("latency"));
        assertEquals(20, next.toxic().values().whole("jitter"));
        assertEquals(0.5, next.toxicity());
        assertEquals(BEFORE.target(), next.target());
        assertEquals("slow", next.name());
    }

    @Test
    void aMergeReplacesTheTargetAsAWhole() {
        assertEquals(
                Target.where("path", "/ws"),
                READER.merged(Map.of("target", Map.of("path", "/ws")), "", BEFORE)
                        .toxic()
                        .target());
        assertEquals(
                Target.EVERYONE,
                READER.merged(Map.of("target", Map.of()), "", BEFORE).toxic().target());
    }

    @Test
    void aMergeThatChangesNothingIsTheSameToxic() {
        Map<String, Object> same =
                Map.of("toxicity", "50%", "attributes", Map.of("latency", 100L), "type", "latency", "ttl", "1s");

        TimedToxic next = READER.merged(same, "", BEFORE);

        assertSame(BEFORE, next.toxic());
        assertEquals(OptionalLong.of(1_000_000_000), next.ttlNanos());
        assertSame(
                BEFORE.toxic(),
                READER.merged(Map.of("toxicity", 1), "", BEFORE).toxic().toxic());
        assertNotEquals(BEFORE, READER.merged(Map.of("toxicity", 1), "", BEFORE).toxic());
    }

    @Test
    void aMergeRefusesWhatAToxicRefuses() {
        assertEquals(
                "a.type: 'loss', accepted is 'latency', which stays",
                message(() -> READER.merged(Map.of("type", "loss"), "a", BEFORE)));
        assertEquals(
                "a.attributes.jitter: 101, accepted is 0 to 100",
                message(() -> READER.merged(Map.of("attributes", Map.of("jitter", 101)), "a", BEFORE)));
        assertEquals(
                "a.toxicity: '1.1', accepted is a share of 0 to 1, or 0% to 100%",
                message(() -> READER.merged(Map.of("toxicity", 1.1), "a", BEFORE)));
        assertEquals(
                "a: 'latency', accepted is keys with values (name, type, stream, toxicity, attributes, target, ttl)",
                message(() -> READER.merged("latency", "a", BEFORE)));
    }

    @Test
    void aConditionOrAnAttributeWithoutAValueIsRefusedNotPassedOver() {
        assertEquals(
                "target.group: nothing, accepted is a value",
                message(() -> READER.target(Collections.singletonMap("group", null), "target")));
        assertEquals(
                "target.group: a list, accepted is a text or a list of texts, at least one",
                message(() -> READER.target(Map.of("group", List.of()), "target")));
        assertEquals(
                "target.group: a list, accepted is a text or a list of texts",
                message(() -> READER.target(Map.of("group", Arrays.asList("a", null)), "target")));
        assertEquals(
                "a.attributes.jitter: nothing, accepted is a value",
                message(() ->
                        READER.merged(Map.of("attributes", Collections.singletonMap("jitter", null)), "a", BEFORE)));
    }

    private static String message(Runnable reading) {
        return String.valueOf(assertThrows(DataException.class, reading::run).getMessage());
    }
}
