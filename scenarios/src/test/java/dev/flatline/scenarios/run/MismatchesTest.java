package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.scenarios.Scenario;
import dev.flatline.scenarios.file.ScenarioReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MismatchesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            heartbeat: none | profile: socket.io-4 | the client gives up after 45s without a ping, and the server never pings
            heartbeat: none | heartbeat: {idle: 5s} | the client gives up after 5s without a sign of life, and the server never pings
            heartbeat: {idle: 5s} | heartbeat: none | the server gives up after 5s without a sign of life, and the client never pings
            heartbeat: {idle: 5s} | heartbeat: {every: 6s, timeout: 2s} | the server gives up after 5s of silence, and the client pings only every 6s
            heartbeat: {idle: 9s, activity: messages} | heartbeat: {every: 6s, timeout: 2s} | the server gives up after 9s without a sign of life, and the client's pings do not count as one
            heartbeat: none | heartbeat: {text: hi, answer: ho, every: 2s, timeout: 2s} | the client pings with the text hi, which the server does not answer
            """)
    void saysWhyTheyCannotLiveTogether(String server, String client, String warning) {
        assertEquals(List.of("clients 'clients': " + warning), Mismatches.of(read(server, client), false));
        assertEquals(List.of(), Mismatches.of(read(server, client), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            heartbeat: {profile: engine.io-4} | profile: socket.io-4
            heartbeat: {profile: engine.io-3} | profile: socket.io-2
            heartbeat: {profile: phoenix-cowboy} | profile: phoenix
            heartbeat: {profile: signalr} | profile: signalr
            heartbeat: {profile: centrifugo} | profile: centrifuge
            heartbeat: {profile: actioncable} | profile: actioncable
            heartbeat: {profile: ws} | profile: partysocket
            heartbeat: {idle: 5s} | heartbeat: {every: 2s, timeout: 2s}
            heartbeat: {idle: 5s} | heartbeat: none, messages: {rate: 1/s}
            """)
    void saysNothingOfThoseThatCan(String server, String client) {
        assertEquals(List.of(), Mismatches.of(read(server, client), false));
    }

    @Test
    void aFleetOfSeveralGroupsIsLookedAtGroupByGroup() {
        Scenario scenario = ScenarioReader.read("""
                name: a
                duration: 10s
                server: {heartbeat: {idle: 5s}}
                clients:
                  - {name: quiet, count: 1, connect: {rate: 1/s}}
                  - {name: loud, count: 1, connect: {rate: 1/s}, heartbeat: {every: 2s, timeout: 2s}}
                """, "f.yaml", List.of());

        assertEquals(
                List.of("clients 'quiet': the server gives up after 5s without a sign of life, and the client never"
                        + " pings"),
                Mismatches.of(scenario, false));
    }

    private static Scenario read(String server, String client) {
        String text = """
                name: a
                duration: 10s
                server: {%s}
                clients: {count: 1, connect: {rate: 1/s}, %s}
                """.formatted(server, client);
        return ScenarioReader.read(text, "f.yaml", List.of());
    }
}
