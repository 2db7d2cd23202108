package dev.flatline.wire.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTextTest {

    @Test
    void writesWhatJsonKnows() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", "flatline");
        facts.put("port", 9100);
        facts.put("share", 0.25);
        facts.put("ready", true);
        facts.put("kinds", Arrays.asList("a", null, List.of()));
        facts.put("limits", Map.of("open", 5L));
        facts.put("none", Map.of());

        assertEquals(
                "{\"name\":\"flatline\",\"port\":9100,\"share\":0.25,\"ready\":true,"
                        + "\"kinds\":[\"a\",null,[]],\"limits\":{\"open\":5},\"none\":{}}",
                JsonText.of(facts));
    }

    @Test
    void writesAllElseAsAString() {
        assertEquals("[\"PT2S\"]", JsonText.of(List.of(Duration.ofSeconds(2))));
    }

    @Test
    void hasNoFormForNoNumber() {
        assertEquals("[null,null]", JsonText.of(List.of(Double.NaN, Double.POSITIVE_INFINITY)));
    }

    @Test
    void escapesQuotesBackslashesControlsAndSurrogates() {
        assertEquals("\"\\\"\\\\\\u000a\\u0000é\\ud83d\\ude00\"", JsonText.of("\"\\\n\0é😀"));
    }
}
