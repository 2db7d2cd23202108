package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.Dialects;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.profile.ClientProfiles;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.scenarios.FlatlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schema says what the reader does. JSON is YAML, so the YAML library reads it. */
final class SchemaTest {

    private Map<?, ?> schema = Map.of();

    @BeforeEach
    void readTheSchema() throws IOException {
        schema = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(docs("scenario.schema.json")));
    }

    @Test
    void hasExactlyTheKeysOfTheReader() {
        assertEquals(Set.copyOf(Keys.ROOT), keys());
        assertEquals(Set.copyOf(Keys.SERVER), keys("properties", "server", "oneOf", "0"));
        assertEquals(Set.copyOf(Keys.IMAGE), keys("properties", "server", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.CONTAINERS), keys("properties", "server", "oneOf", "2"));
        assertEquals(Set.copyOf(Keys.COMMAND), keys("properties", "server", "oneOf", "3"));
        assertEquals(Set.copyOf(Keys.READY), keys("$defs", "ready"));
        assertEquals(Set.copyOf(Keys.LIMITS), keys("properties", "server", "oneOf", "0", "properties", "limits"));
        assertEquals(Set.copyOf(Keys.OUTBOUND), keys("properties", "server", "oneOf", "0", "properties", "outbound"));
        assertEquals(
                Set.copyOf(Keys.IDENTITY),
                keys("properties", "server", "oneOf", "0", "properties", "identity", "oneOf", "1"));
        assertEquals(
                Set.copyOf(Keys.RESUME),
                keys("properties", "server", "oneOf", "0", "properties", "resume", "oneOf", "1"));
        assertEquals(
                Set.copyOf(Keys.COMPRESSION),
                keys("properties", "server", "oneOf", "0", "properties", "compression", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.ADMISSION), keys("properties", "server", "oneOf", "0", "properties", "admission"));
        assertEquals(Set.copyOf(Keys.CLIENTS), keys("$defs", "group"));
        assertEquals(dialectKeys(), keys("$defs", "group", "properties", "dialect", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.ABORT_ON), keys("properties", "abort-on", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.REQUEST), keys("$defs", "request", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.TARGET), keys("properties", "targets", "items", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.CLIENT_TLS), keys("properties", "tls"));
        assertEquals(Set.copyOf(Keys.GENERATOR), keys("properties", "generator"));
        assertEquals(Set.copyOf(Keys.HEARTBEAT), keys("$defs", "heartbeat", "oneOf", "1"));
        assertEquals(presetKeys(), keys("$defs", "heartbeat", "oneOf", "2"));
        assertEquals(Set.copyOf(Keys.CONNECT), keys("$defs", "connect"));
        assertEquals(Set.copyOf(Keys.OBJECTIVE), keys("properties", "objectives", "items", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.STEP), keys("$defs", "connect", "properties", "steps", "items"));
        assertEquals(Set.copyOf(Keys.RECONNECT), keys("$defs", "reconnect", "oneOf", "1"));
        assertEquals(wayBackKeys(), keys("$defs", "reconnect", "oneOf", "2"));
        assertEquals(Set.copyOf(Keys.MESSAGES), keys("$defs", "messages", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.CHURN), keys("$defs", "churn", "oneOf", "1"));
        assertEquals(Set.copyOf(Keys.FAULT), keys("$defs", "fault"));
        assertEquals(
                Set.of("type", "stream", "attributes"), keys("$defs", "fault", "properties", "toxic", "oneOf", "1"));
    }

    private static Set<String> dialectKeys() {
        Set<String> keys = new LinkedHashSet<>(Set.of("name"));
        Dialects.all().forEach(dialect -> dialect.words().forEach(word -> keys.add(word.name())));
        return keys;
    }

    @Test
    void namesEveryPreset() {
        List<?> names = (List<?>) value(schema, "$defs", "heartbeat", "oneOf", "2", "properties", "profile", "enum");

        Set<String> both = new LinkedHashSet<>();
        ServerProfiles.all().forEach(profile -> both.add(profile.name()));
        ClientProfiles.all().forEach(profile -> both.add(profile.name()));
        assertEquals(List.copyOf(both), names);
        assertEquals(
                ClientProfiles.all().stream().map(ClientProfile::name).toList(),
                value(schema, "$defs", "client-profile", "enum"));
    }

    @Test
    void thePageHasTheTableOfPresets() throws IOException {
        String page = Files.readString(docs("scenarios.md"));

        assertTrue(page.contains("\n\n" + PresetTable.markdown() + "\n"), PresetTable.markdown());
    }

    @Test
    void itsDefaultsOfAHeartbeatAreTheOnesTheReaderWritesDown() {
        String text = """
                name: a
                duration: 10s
                clients: {count: 1, connect: {rate: 1/s}}
                server: {heartbeat: {text: hi, every: 1s, timeout: 1s, expiry: close, peer-text: ho, peer-every: 1s}}
                """;

        Map<?, ?> waiting = at(resolved(text), "server", "heartbeat");
        Map<?, ?> fixed = at(resolved(text.replace("hi,", "hi, cadence: fixed,")), "server", "heartbeat");

        Map<?, ?> abrupt = at(resolved(text.replace("expiry: close,", "")), "server", "heartbeat");
        Map<?, ?> schemaOfRule = node("$defs", "heartbeat", "oneOf", "1");
        assertDefaults(abrupt, schemaOfRule, "heartbeat");
        assertDefaults(fixed, schemaOfRule, "heartbeat", "cadence", "expiry");
        assertTrue(waiting.keySet().containsAll(List.of("answer", "cadence", "from", "code", "reason", "resume")));
        assertTrue(fixed.keySet().containsAll(List.of("phase", "grid", "clock", "first-scan", "peer-answer")));
    }

    @Test
    void itsDefaultsAreTheOnesTheReaderWritesDown() {
        String text = """
                name: a
                duration: 10s
                clients: {count: 1, connect: {arrival: ramp, to: 1/s, over: 1s}, messages: {rate: 1/s}}
                timeline: [{at: 0s, for: 1s, fault: latency, delay: 1ms}]
                """;
        Map<?, ?> resolved = resolved(text);

        Map<?, ?> least = resolved("name: a\nduration: 1s\nclients: {count: 1, connect: {rate: 1/s}}\n");
        assertDefaults(least, node(), "");
        assertDefaults(at(least, "clients", "connect"), node("$defs", "connect"), "connect");
        assertDefaults(at(resolved, "clients"), node("$defs", "group"), "clients");
        assertDefaults(at(least, "server"), node("properties", "server", "oneOf", "0"), "server");
        for (String part : List.of("limits", "outbound", "admission")) {
            assertDefaults(
                    at(least, "server", part), node("properties", "server", "oneOf", "0", "properties", part), part);
        }
        assertDefaults(at(resolved, "generator"), node("properties", "generator"), "generator");
        assertEquals(
                value(node(), "$defs", "connect", "properties", "from", "default"),
                value(resolved, "clients", "connect", "from"));
        assertDefaults(at(resolved, "clients", "reconnect"), node("$defs", "reconnect", "oneOf", "1"), "reconnect");
        assertDefaults(at(resolved, "clients", "messages"), node("$defs", "messages", "oneOf", "1"), "messages");
        assertDefaults(at(resolved, "timeline", "0"), node("$defs", "fault"), "fault");
    }

    @ParameterizedTest
    @CsvSource({
        "heartbeat, ping, clients.heartbeat.ping",
        "heartbeat, activity, clients.heartbeat.activity",
        "heartbeat, cadence, clients.heartbeat.cadence",
        "heartbeat, phase, server.heartbeat.phase",
        "heartbeat, from, clients.heartbeat.from",
        "heartbeat, expiry, clients.heartbeat.expiry",
        "heartbeat, first-scan, server.heartbeat.first-scan",
        "heartbeat, peer-ping, clients.heartbeat.peer-ping",
        "connect, arrival, clients.connect.arrival",
        "reconnect, backoff, clients.reconnect.backoff",
        "reconnect, jitter, clients.reconnect.jitter",
        "reconnect, capped, clients.reconnect.capped",
        "messages, kind, clients.messages.kind",
        "fault, fault, timeline[0].fault"
    })
    void itsWordsAreTheOnesTheReaderAccepts(String definition, String key, String path) {
        FlatlineException refused = assertThrows(
                FlatlineException.class,
                () -> ScenarioFiles.load(
                        "reconnect-storm",
                        List.of(
                                Setting.parse("server.heartbeat={every: 1s, timeout: 1s, cadence: fixed}"),
                                Setting.parse(path + "=Q"))));

        assertTrue(
                refused.text().startsWith("--set: " + path + ": found 'Q'; accepted: " + words(definition, key)),
                refused.text());
    }

    /** The readers' own words are in the messages that {@link HeartbeatReaderTest} expects. */
    @Test
    void itsGridsAreThoseOfServersAndThoseOfClients() {
        assertEquals("shared, connection, counted, polls", words("heartbeat", "grid"));
    }

    @Test
    void itsPatternsTakeTheBundledValues() {
        assertTrue(pattern("duration").matcher("1m30s").matches());
        assertTrue(!pattern("duration").matcher("-5s").matches());
        assertTrue(pattern("rate").matcher("0.2/s").matches());
        assertTrue(pattern("size").matcher("64B").matches());
        assertTrue(pattern("share").matcher("12.5%").matches());
    }

    @Test
    void thePageNamesEveryKey() throws IOException {
        String page = Files.readString(docs("scenarios.md"));

        List.of(
                        Keys.ROOT,
                        Keys.HEARTBEAT,
                        Keys.SERVER,
                        Keys.IMAGE,
                        Keys.CONTAINERS,
                        Keys.COMMAND,
                        Keys.READY,
                        Keys.LIMITS,
                        Keys.OUTBOUND,
                        Keys.IDENTITY,
                        Keys.RESUME,
                        Keys.ADMISSION,
                        Keys.COMPRESSION,
                        Keys.CLIENTS,
                        Keys.CONNECT,
                        Keys.RECONNECT,
                        Keys.MESSAGES,
                        Keys.REQUEST,
                        Keys.TARGET,
                        Keys.CLIENT_TLS,
                        Keys.FAULT,
                        Keys.GENERATOR)
                .forEach(keys -> keys.forEach(key -> assertTrue(page.contains("`" + key + "`"), key)));
    }

    private static Set<String> presetKeys() {
        Set<String> keys = new LinkedHashSet<>(List.of("profile"));
        ServerProfiles.all().forEach(profile -> profile.parameters().forEach(one -> keys.add(one.name())));
        ClientProfiles.all().forEach(profile -> profile.heartbeat().parameters().forEach(one -> keys.add(one.name())));
        return keys;
    }

    private static Set<String> wayBackKeys() {
        Set<String> keys = new LinkedHashSet<>(List.of("profile"));
        ClientProfiles.all().forEach(profile -> profile.reconnect().parameters().forEach(one -> keys.add(one.name())));
        return keys;
    }

    private static Map<?, ?> resolved(String text) {
        return (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(ScenarioReader.read(text, "a.yaml", List.of()).yaml());
    }

    private static void assertDefaults(Map<?, ?> resolved, Map<?, ?> schemaOfSection, String section, String... given) {
        ((Map<?, ?>) at(schemaOfSection, "properties")).forEach((key, value) -> {
            Object written = resolved.get(key);
            boolean isGiven = List.of(given).contains(String.valueOf(key));
            if (value instanceof Map<?, ?> property && property.containsKey("default") && written != null && !isGiven) {
                assertEquals(String.valueOf(property.get("default")), String.valueOf(written), section + "." + key);
            }
        });
    }

    private String words(String definition, String key) {
        Map<?, ?> whole = node("$defs", definition);
        Map<?, ?> section = whole.containsKey("oneOf") ? at(whole, "oneOf", "1") : whole;
        List<?> words = (List<?>) value(section, "properties", key, "enum");
        return String.join(", ", words.stream().map(String::valueOf).toList());
    }

    private Pattern pattern(String definition) {
        return Pattern.compile(String.valueOf(node("$defs", definition).get("pattern")));
    }

    private Set<String> keys(String... path) {
        Map<?, ?> section = node(path);
        assertEquals(false, section.get("additionalProperties"), String.join(".", path));
        Set<String> keys = new LinkedHashSet<>();
        at(section, "properties").keySet().forEach(key -> keys.add(String.valueOf(key)));
        return keys;
    }

    private Map<?, ?> node(String... path) {
        return at(schema, path);
    }

    private static Map<?, ?> at(Map<?, ?> root, String... path) {
        return (Map<?, ?>) value(root, path);
    }

    private static Object value(Map<?, ?> root, String... path) {
        Object at = root;
        for (String step : path) {
            Object next = at instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) at).get(step);
            at = Optional.ofNullable(next).orElseThrow();
        }
        return at;
    }

    /** The tests run in the module's folder or in the one above. */
    private static Path docs(String name) {
        Path above = Path.of("..", "docs", name);
        return Files.exists(above) ? above : Path.of("docs", name);
    }
}
