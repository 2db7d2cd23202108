package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneDialectTest {

    private static final String TWO_DIALECTS = """
            clients:
              - {name: web, count: 1, profile: socket.io-4, connect: {rate: 1/s}}
              - {name: own, count: 1, connect: {rate: 1/s}}
            """;

    @Test
    void groupsOfSeveralDialectsAreRefusedWithoutTargets() {
        FlatlineException refused = assertThrows(FlatlineException.class, () -> read(TWO_DIALECTS));

        assertEquals(
                "f.yaml:4:3: clients: found groups that speak different dialects (web: engine.io-4, own: plain), and the"
                        + " embedded server speaks one; accepted: one dialect for every group, or targets",
                refused.text());
    }

    @Test
    void serversOfOthersMaySpeakSeveralDialects() {
        Scenario scenario = read("targets: [ws://127.0.0.1:9000/]\n" + TWO_DIALECTS);

        assertEquals(2, scenario.load().groups().size());
    }

    @Test
    void aServerOfOursThatSpeaksAnotherDialectThanItsClientsIsRefused() {
        String clients = "clients: {count: 1, profile: socket.io-4, connect: {rate: 1/s}}\n";

        FlatlineException refused =
                assertThrows(FlatlineException.class, () -> read("server: {dialect: plain}\n" + clients));

        assertEquals(
                "f.yaml:3:19: server.dialect: found 'plain', and the clients speak another dialect"
                        + " (clients: engine.io-4); accepted: engine.io-4, or without the key",
                refused.text());
        assertEquals(
                "engine.io-4",
                read("server: {dialect: engine.io-4}\n" + clients)
                        .server()
                        .dialect()
                        .name());
    }

    private static Scenario read(String rest) {
        return ScenarioReader.read("name: a\nduration: 10s\n" + rest, "f.yaml", List.of());
    }
}
