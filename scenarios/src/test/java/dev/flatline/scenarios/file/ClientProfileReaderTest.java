package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.core.connection.ClientRules;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClientProfileReaderTest {

    private static final long SECOND = 1_000_000_000L;

    static Stream<String> names() {
        return ClientProfiles.all().stream().map(ClientProfile::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aProfileSetsEveryPartAndIsReadAgainAsTheSame(String name) {
        ClientProfile profile = ClientProfiles.of(name);

        Scenario scenario = read("profile: " + name);

        ClientPlan client = client(scenario);
        assertEquals(name, client.profile());
        assertEquals(profile.dialect(), client.dialect());
        assertEquals(profile.rule(), client.heartbeat());
        assertEquals(profile.policy(), client.reconnect());
        assertEquals(profile.resetAfterNanos(), client.resetAfterNanos());
        assertEquals(profile.attemptTimeoutNanos(), client.attemptTimeoutNanos());
        assertEquals(scenario, ScenarioReader.read(scenario.yaml(), "resolved.yaml", List.of()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRuleIsOneThatAClientCanKeep(String name) {
        ClientRules.check(ClientProfiles.of(name).rule());
    }

    @Test
    void aKeyOfTheGroupReplacesThatPart() {
        Scenario scenario =
                read("profile: socket.io-4, dialect: plain, heartbeat: none, attempt-timeout: 3s, reconnect:"
                        + " {backoff: fixed, base: 1s, jitter: none}");

        ClientPlan client = client(scenario);
        assertEquals("plain", client.dialect().name());
        assertEquals(HeartbeatRule.NONE, client.heartbeat());
        assertEquals(3 * SECOND, client.attemptTimeoutNanos());
        assertEquals(ExponentialBackoff.fixed(SECOND, Jitter.NONE, ExponentialBackoff.UNLIMITED), client.reconnect());
        assertEquals(scenario, ScenarioReader.read(scenario.yaml(), "resolved.yaml", List.of()));
    }

    @Test
    void aHeartbeatOrAWayBackMayBeThatOfAProfileWithItsParameters() {
        Scenario scenario = read("heartbeat: {profile: socket.io-4, ping-interval: 5s, ping-timeout: 4s}, reconnect:"
                + " {profile: swoole, delay: 7s}");

        ClientPlan client = client(scenario);
        assertEquals("", client.profile());
        assertEquals(9 * SECOND, client.heartbeat().expiry().timeoutNanos());
        assertEquals(
                ExponentialBackoff.fixed(7 * SECOND, Jitter.NONE, ExponentialBackoff.UNLIMITED), client.reconnect());
        assertEquals(scenario, ScenarioReader.read(scenario.yaml(), "resolved.yaml", List.of()));
    }

    @Test
    void aWayBackTakesItsResetRuleAlong() {
        ClientPlan client = client(read("reconnect: {profile: partysocket}"));

        assertEquals(5 * SECOND, client.resetAfterNanos());
        assertEquals(ClientProfiles.of("partysocket").policy(), client.reconnect());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            profile: soket.io-4            | f.yaml:3:52: clients.profile: found 'soket.io-4'; did you mean 'socket.io-4', 'socket.io-2'? see flatline profiles --client
            profile: uwebsockets           | f.yaml:3:52: clients.profile: found the preset of a server, 'uwebsockets'; accepted: in server.heartbeat
            heartbeat: {profile: phenix}   | f.yaml:3:64: clients.heartbeat.profile: found 'phenix'; did you mean 'phoenix'? see flatline profiles --client
            reconnect: {profile: phenix}   | f.yaml:3:64: clients.reconnect.profile: found 'phenix'; did you mean 'phoenix'? see flatline profiles --client
            reconnect: {profile: swoole, dela: 1s} | f.yaml:3:72: clients.reconnect.dela: unknown key; did you mean 'delay'?
            reconnect: {profile: ably, delay: 1s}  | f.yaml:3:70: clients.reconnect.delay: unknown key; accepted: profile
            heartbeat: {profile: phoenix, heartbeat: 0s} | f.yaml:3:84: clients.heartbeat.heartbeat: found '0s'; accepted: a duration longer than 0
            dialect: phenix                | f.yaml:3:52: clients.dialect: found 'phenix'; accepted: plain, engine.io-4, engine.io-3, phoenix, actioncable, signalr, centrifuge (did you mean 'phoenix'?)
            """)
    void aMistakeIsOneLine(String keys, String message) {
        FlatlineException refused = assertThrows(FlatlineException.class, () -> read(keys));

        assertEquals(message, refused.text());
    }

    private static Scenario read(String keys) {
        String text = """
                name: a
                duration: 10s
                clients: {count: 1, connect: {rate: 1/s}, %s}
                """.formatted(keys);
        return ScenarioReader.read(text, "f.yaml", List.of());
    }

    private static ClientPlan client(Scenario scenario) {
        return scenario.load().groups().get(0).client();
    }
}
