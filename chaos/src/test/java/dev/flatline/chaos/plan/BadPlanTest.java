package dev.flatline.chaos.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.data.DataException;
import dev.flatline.core.seed.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is wrong in a plan, and what is said about it. */
class BadPlanTest {

    private static final PlanReader READER = new PlanReader(InertToxic.READER, new Seeds(42));

    @Test
    void keysThatAreNotKnown() {
        says(
                "timeline[0].fro: unknown key, accepted is at, for, name, proxy, toxic, partition, swizzle, ramp (did you"
                        + " mean for?)",
                Map.of("fro", "1s"));
        says(
                "timeline[0].toxic.attributes.latncy: unknown key, accepted is latency, jitter (did you mean latency?)",
                toxic(Map.of("type", "latency", "attributes", Map.of("latncy", 1))));
        says(
                "timeline[0].toxic.target.grop: unknown key, accepted is group, client, address, path, query, subprotocol,"
                        + " header, nth (did you mean group?)",
                toxic(Map.of("type", "latency", "target", Map.of("grop", "a"))));
    }

    @Test
    void valuesThatAreNotAccepted() {
        says(
                "timeline[0].toxic.type: 'latncy', accepted is latency, loss, half_open, reset, refuse (did you mean"
                        + " latency?)",
                toxic(Map.of("type", "latncy")));
        says(
                "timeline[0].toxic: 'half-open', accepted is latency, loss, half_open, reset, refuse (did you mean"
                        + " half_open?)",
                toxic("half-open"));
        says(
                "timeline[0].toxic.attributes.latency: 1.5, accepted is a whole number",
                toxic(Map.of("type", "latency", "attributes", Map.of("latency", 1.5))));
        says(
                "timeline[0].toxic.attributes.jitter: 101, accepted is 0 to 100",
                toxic(Map.of("type", "latency", "attributes", Map.of("jitter", 101))));
        says(
                "timeline[0].toxic.attributes.mode: brust, accepted is one of random, burst",
                toxic(Map.of("type", "loss", "attributes", Map.of("mode", "brust"))));
        says(
                "timeline[0].toxic.toxicity: '30', accepted is a share of 0 to 1, or 0% to 100%",
                toxic(Map.of("type", "latency", "toxicity", 30)));
        says(
                "timeline[0].toxic.stream: 'up', accepted is upstream, downstream, both",
                toxic(Map.of("type", "latency", "stream", "up")));
        says(
                "timeline[0].toxic.target.client: 'x', accepted is the index of a client or a range of them, such as 7 or"
                        + " 10-99",
                toxic(Map.of("type", "latency", "target", Map.of("client", "x"))));
        says(
                "timeline[0].toxic: '7', accepted is keys with values (name, type, stream, toxicity, attributes, target)",
                toxic(7));
    }

    @Test
    void timesThatCannotBe() {
        says("timeline[0].for: missing, it is required", Map.of("proxy", "x", "toxic", "half_open"));
        says(
                "timeline[0].for: '30', accepted is a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s",
                Map.of("proxy", "x", "toxic", "half_open", "for", 30));
        says(
                "timeline[0].for: accepted is a duration longer than 0, at most 1000h",
                Map.of("proxy", "x", "toxic", "half_open", "for", "0s"));
        assertEquals(
                "timeline.entries[0]: ends after the timeline's duration, accepted is a shorter time",
                message(Map.of(
                        "duration",
                        "1m",
                        "entries",
                        List.of(Map.of("at", "30s", "for", "31s", "proxy", "x", "toxic", "half_open")))));
        assertEquals(
                "timeline.entries[0]: for: accepted is a duration longer than 0, at most 1000h",
                message(Map.of(
                        "duration", "1m", "entries", List.of(Map.of("at", "1m", "proxy", "x", "toxic", "half_open")))));
    }

    @Test
    void entriesThatDoNotFitTogether() {
        Map<String, Object> entry = Map.of("for", "1s", "proxy", "x", "toxic", "half_open");

        assertEquals(
                "timeline: the toxic 'half_open_both' on 'x' is twice in the timeline at the same time, accepted is another"
                        + " name or another time",
                message(List.of(entry, entry)));
        assertEquals("timeline: entries: 0, accepted is 1 to 10000", message(List.of()));
        assertEquals("timeline: 10001 entries, accepted is at most 10000", message(Collections.nCopies(10_001, entry)));
        says("timeline[0].toxic: missing, accepted is one of toxic, partition and swizzle", Map.of("for", "1s"));
        says(
                "timeline[0].toxic: does not go with partition, accepted is one of them",
                Map.of("for", "1s", "toxic", "half_open", "partition", Map.of()));
        says(
                "timeline[0].for: does not go with swizzle, accepted is one of them",
                Map.of("for", "1s", "swizzle", Map.of()));
    }

    @Test
    void rampsThatCannotBe() {
        says(
                "timeline[0].ramp.toxicity: '0', accepted is two numbers, such as 0 -> 0.3",
                ramp(Map.of("toxicity", "0")));
        says(
                "timeline[0].ramp.toxicity: a list, accepted is two numbers, such as 0 -> 0.3",
                ramp(Map.of("toxicity", Arrays.asList(0, null))));
        says("timeline[0].ramp.over: missing, it is required", ramp(Map.of("toxicity", "0 -> 1")));
        says(
                "timeline[0].ramp.toxicity: 0.0 -> 30.0, accepted is 0 to 1",
                ramp(Map.of("toxicity", "0 -> 30", "over", "1s")));
        says(
                "timeline[0].ramp: changes [], accepted is one value, such as toxicity, beside [over, steps, back]",
                ramp(Map.of("over", "1s")));
        says(
                "timeline[0].ramp: 'latncy', accepted is toxicity, latency, jitter (did you mean latency?)",
                ramp(Map.of("latncy", "0 -> 1", "over", "1s")));
        says(
                "timeline[0].ramp: there and back takes longer than the toxic is on",
                ramp(Map.of("latency", "0 -> 1", "over", "2m")));
        says("timeline[0]: jitter: 500, accepted is 0 to 100", ramp(Map.of("jitter", "0 -> 500", "over", "1s")));
    }

    @Test
    void partitionsThatCannotBe() {
        List<String> two = List.of("a", "b");

        says(
                "timeline[0].partition.kind: 'rings', accepted is symmetric, one-way, ring, isolate, halves (did you mean"
                        + " ring?)",
                partition(Map.of("kind", "rings")));
        says(
                "timeline[0].partition.proxies: [a, b], accepted is at least 3 different names",
                partition(Map.of("kind", "ring", "groups", two, "proxies", two)));
        says(
                "timeline[0].partition.direction: 'both', accepted is upstream, downstream",
                partition(Map.of("kind", "one-way", "groups", two, "proxies", two, "direction", "both")));
        says(
                "timeline[0].partition.direction: is only for one-way, accepted is without it",
                partition(Map.of("kind", "ring", "groups", two, "proxies", two, "direction", "both")));
        says(
                "timeline[0].partition.kind: does not go with rules, accepted is one of them",
                partition(Map.of("rules", List.of(), "kind", "ring")));
        says(
                "timeline[0].partition.rules[0].direction: 'upstream', accepted is both where connections are refused",
                partition(Map.of("rules", List.of(Map.of("proxy", "x", "direction", "upstream", "how", "refuse")))));
        says(
                "timeline[0].partition.rules[0].proxy: missing, it is required",
                partition(Map.of("rules", List.of(Map.of()))));
        assertEquals(
                "for: missing, it is required",
                assertThrows(
                                DataException.class,
                                () -> READER.partition(Map.of("kind", "isolate", "groups", "a", "proxies", "x"), ""))
                        .getMessage());
    }

    @Test
    void anErrorHasItsPathForThoseWhoKnowTheLine() {
        DataException refused = assertThrows(
                DataException.class, () -> READER.timeline(List.of(toxic(Map.of("type", "latncy"))), "timeline"));

        assertEquals("timeline[0].toxic.type", refused.path());
    }

    @Test
    void whateverIsNoPlanIsRefusedAndNothingElseIsThrown() {
        List<@Nullable Object> junk = new ArrayList<>(Arrays.asList(
                null,
                7,
                -1.5,
                true,
                "",
                "x",
                "x".repeat(5_000),
                List.of(),
                Map.of(),
                Double.NaN,
                "1e999999999",
                Long.MIN_VALUE));
        junk.add(Collections.singletonList(null));
        junk.add(List.of(List.of(List.of())));
        junk.add(Collections.singletonMap(null, null));
        junk.add(Map.of("toxicity", "0 -> 1", "over", "1s", "steps", "1e400"));
        for (Object value : junk) {
            refuses(value);
            refuses(Collections.singletonList(value));
            for (String key : List.of("at", "for", "name", "proxy", "toxic", "partition", "swizzle", "ramp")) {
                Map<String, @Nullable Object> entry = new HashMap<>();
                entry.put("for", "0s");
                entry.put("proxy", "x");
                entry.put("toxic", "latency");
                entry.put(key, value);
                refuses(Collections.singletonList(entry));
            }
            for (String key : List.of("type", "stream", "toxicity", "attributes", "target")) {
                Map<String, @Nullable Object> toxic = new HashMap<>();
                toxic.put("type", "latency");
                toxic.put(key, value);
                refuses(List.of(Map.of("for", "0s", "proxy", "x", "toxic", toxic)));
            }
        }
    }

    private static void refuses(@Nullable Object data) {
        String message = message(data);
        assertTrue(message.length() < 500, message);
    }

    private static void says(String message, Map<String, Object> entry) {
        assertEquals(message, message(List.of(entry)));
    }

    private static String message(@Nullable Object data) {
        return String.valueOf(
                assertThrows(DataException.class, () -> READER.timeline(data, "timeline"), () -> "read " + data)
                        .getMessage());
    }

    private static Map<String, Object> toxic(Object toxic) {
        return Map.of("for", "1m", "proxy", "x", "toxic", toxic);
    }

    private static Map<String, Object> ramp(Object ramp) {
        return Map.of("for", "1m", "proxy", "x", "toxic", "latency", "ramp", ramp);
    }

    private static Map<String, Object> partition(Object partition) {
        return Map.of("for", "1m", "partition", partition);
    }
}
