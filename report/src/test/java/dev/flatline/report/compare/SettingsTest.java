package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final String SCENARIO = """
            name: storm
            seed: 1
            clients:
              count: 10
              reconnect:
                backoff: exponential
                cap: 10s
            timeline:
              - at: 15s
                fault: blackhole
                toxics:
                  - type: latency
                    delay: 5ms
              - at: 45s
                fault: server-restart
            targets: []
            tls:
              server-name: ""
            sources:
            - one
            - two
            objectives:
              - objective: recover.t99{fault=0} < 12s
                abort: false
            """;

    @Test
    void readsKeysListsAndListsInLists() {
        Map<String, String> settings = Settings.of(SCENARIO);

        assertEquals("10s", settings.get("clients.reconnect.cap"));
        assertEquals("15s", settings.get("timeline[0].at"));
        assertEquals("5ms", settings.get("timeline[0].toxics[0].delay"));
        assertEquals("server-restart", settings.get("timeline[1].fault"));
        assertEquals("[]", settings.get("targets"));
        assertEquals("\"\"", settings.get("tls.server-name"));
        assertEquals("one", settings.get("sources[0]"));
        assertEquals("two", settings.get("sources[1]"));
        assertEquals("recover.t99{fault=0} < 12s", settings.get("objectives[0].objective"));
        assertEquals("false", settings.get("objectives[0].abort"));
        assertEquals(17, settings.size(), settings::toString);
    }

    @Test
    void tellsWhatIsSetDifferently() {
        Map<String, String> base = Settings.of(SCENARIO);
        Map<String, String> other =
                Settings.of(SCENARIO.replace("cap: 10s", "cap: 3s").replace("seed: 1", "seed: 2") + "inject: client\n");

        Map<String, List<String>> differing = Settings.differing(List.of(List.of(base, base), List.of(other)));

        assertEquals(
                Map.of("clients.reconnect.cap", List.of("10s", "3s"), "inject", List.of("–", "client")), differing);
    }

    @Test
    void ofNoScenarioThereIsNothingToTell() {
        assertEquals(Map.of(), Settings.of(""));
    }
}
