package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.load.ClientPlan;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialectReaderTest {

    private static final String HEAD = """
            name: logging-in
            duration: 60s
            clients:
              count: 10
              connect: {rate: 5/s}
              request: {csv: users.csv}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeUsers() throws IOException {
        Files.writeString(folder.resolve("users.csv"), "user,token\nann,t1\nbob,\"t\"\"2\"\n");
    }

    @Test
    void readsTheWordsOfADialect() {
        ClientPlan client =
                client(read("dialect: {name: engine.io-4, auth: '{\"token\":\"{token}\"}', event: chat}\n"));

        assertEquals("engine.io-4", client.dialect().name());
        assertEquals(
                Map.of("auth", "{\"token\":\"{token}\"}", "event", "chat"),
                client.words().texts());
    }

    @Test
    void aSectionWithoutANameMeansTheDialectOfTheProfile() {
        ClientPlan client = client(read("profile: centrifuge\ndialect: {token: \"{token}\"}\n"));

        assertEquals("centrifuge", client.dialect().name());
        assertEquals(Map.of("token", "{token}"), client.words().texts());
    }

    @Test
    void theResolvedTextReadsBackToTheSame() {
        Scenario scenario =
                read("profile: phoenix\ndialect: {topic: \"room:{client}\", params: '{\"t\":\"{token}\"}'}\n");

        Scenario again = ScenarioReader.read(scenario.yaml(), "elsewhere/results/scenario.yaml", List.of());

        assertEquals(scenario, again);
        assertTrue(scenario.yaml().contains("name: phoenix"), scenario.yaml());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            dialect: {name: centrifuge, tokn: x}           | 7:31: clients.dialect.tokn: unknown key; did you mean 'token'?
            dialect: {name: phoenix, method: x}            | 7:28: clients.dialect.method: unknown key; accepted: name, topic, params
            dialect: {token: x}                            | 7:13: clients.dialect.token: unknown key; accepted: name
            dialect: {name: phoenics, topic: x}            | 7:19: clients.dialect.name: found 'phoenics'; accepted: plain, engine.io-4,
            dialect: phoenics                              | 7:12: clients.dialect: found 'phoenics'; accepted: plain, engine.io-4,
            dialect: {name: centrifuge, token: "{tokn}"}   | 7:38: clients.dialect.token: found {tokn}; did you mean 'token'?
            dialect: {name: engine.io-4, auth: '{"t":"{usr}"}'} | 7:38: clients.dialect.auth: found {usr}; did you mean 'user'?
            dialect: {name: engine.io-4, auth: '{"t":{user}}'}  | 7:38: clients.dialect.auth: found '{"t":ann}'; accepted: a JSON object, such as {"token":"{client}"}
            dialect: {name: engine.io-4, auth: "[1]"}      | 7:38: clients.dialect.auth: found '[1]'; accepted: a JSON object, such as {"token":"{client}"}
            """)
    void saysWhereWhatAndWhatIsAccepted(String line, String message) {
        FlatlineException refused = assertThrows(FlatlineException.class, () -> read(line + "\n"));

        String expected = folder.resolve("f.yaml") + ":" + message;
        assertTrue(refused.text().startsWith(expected), refused.text());
    }

    private Scenario read(String lines) {
        return ScenarioReader.read(
                HEAD + lines.indent(2), folder.resolve("f.yaml").toString(), List.of());
    }

    private static ClientPlan client(Scenario scenario) {
        return scenario.load().groups().get(0).client();
    }
}
