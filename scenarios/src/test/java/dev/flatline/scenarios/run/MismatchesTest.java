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
            heartbeat: none | heartbeat: {idle: 5s} | the client gives up after 5s without a sign of life, and the server never pings
            heartbeat: {idle: 5s} | heartbeat: none | the server gives up after 5s without a sign of life, and the client never pings
            heartbeat: {idle: 5s} | heartbeat: {every: 6s, timeout: 2s} | the server gives up after 5s of silence, and the client pings only every 6s
            heartbeat: {idle: 9s, activity: messages} | heartbeat: {every: 6s, timeout: 2s} | the server gives up after 9s without a sign of life, and the client's pings do not count as one
            heartbeat: none | heartbeat: {text: hi, answer: ho, every: 2s, timeout: 2s} | the client pings with the text hi, which the server does not answer
            heartbeat: none | profile: actioncable | the client gives up after 6s without a sign of life, and the server never pings
            heartbeat: none | profile: slack-socket-mode | the client wants a ping every 30s, and the server never pings
            heartbeat: {idle: 5s} | heartbeat: none, messages: {rate: 0.1/s} | the server gives up after 5s without a sign of life, and the client never pings
            heartbeat: {idle: 5s} | heartbeat: none, messages: {kind: push, rate: 1/s} | the server gives up after 5s without a sign of life, and the client never pings
            heartbeat: {idle: 90s, expiry: close, code: 1000} | profile: phoenix-1.8.15 | the server gives up with Close 1000, after which the client never comes back
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
            heartbeat: {profile: engine.io-4, ping-interval: 60s} | profile: socket.io-4
            heartbeat: {profile: engine.io-3, ping-interval: 10s} | profile: socket.io-2
            heartbeat: {profile: centrifugo, ping-interval: 60s} | profile: centrifuge
            heartbeat: {idle: 90s, expiry: close, code: 1000} | profile: phoenix
            heartbeat: none | profile: socket.io-4
            heartbeat: {idle: 90s, expiry: abrupt} | profile: phoenix-1.8.15
            heartbeat: none | heartbeat: {idle: 5s}, messages: {kind: push, rate: 1/s}
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
