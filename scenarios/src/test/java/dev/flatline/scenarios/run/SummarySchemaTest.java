package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema of summary.json says what runs leave behind, and nothing else. */
class SummarySchemaTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String GROUPS = """
            name: groups
            duration: 12s
            clients:
              - {name: a, count: 20, connect: {rate: 50/s}, heartbeat: {ping: websocket, every: 1s, timeout: 1s}}
              - {name: b, count: 10, connect: {rate: 50/s}}
            timeline: [{at: 3s, for: 4s, fault: blackhole, hit: 50%}, {at: 9s, for: 2s, fault: refuse}]
            objectives: ['outage.p99 < 1s and ghosts.max{fault=0} < 5']
            """.replace(" and ghosts.max{fault=0} < 5", " and ghosts.max < 5");

    @TempDir
    Path folder;

    private JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema("{}");

    @BeforeEach
    void readTheSchema() throws IOException {
        Path docs = Files.isDirectory(Path.of("docs")) ? Path.of("docs") : Path.of("../docs");
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(docs.resolve("summary.schema.json")));
    }

    @Test
    void describesASimulatedRunWithGroupsAndFaults() throws IOException {
        assertEquals(Set.of(), problems(simulated()));
    }

    @Test
    @Tag("real-socket")
    void describesARealRun() throws IOException {
        TestEngines.real(CLOCK)
                .run(
                        SmallStorm.request(
                                GROUPS.replace("12s", "2s").replaceAll("timeline.*\n", ""), folder.resolve("real")),
                        p -> {});

        assertEquals(Set.of(), problems(Files.readString(folder.resolve("real/summary.json"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "schema": 2               | "schema": 3
            "engine": "simulated"     | "engine": "dreamt"
            "state": "completed"      | "states": "completed"
            "type": "distribution"    | "type": "histogram"
            "outcome": "missed"       | "outcome": "bad"
            "exceeded": 0             | "exceeded": "none"
            """)
    void refusesWhatIsNotSo(String good, String bad) throws IOException {
        String summary = simulated();
        assertEquals(true, summary.contains(good), good);

        assertFalse(problems(summary.replaceFirst(good, bad)).isEmpty());
    }

    private String simulated() throws IOException {
        new SimulatedEngine(CLOCK).run(SmallStorm.request(GROUPS, folder.resolve("simulated")), progress -> {});
        return Files.readString(folder.resolve("simulated/summary.json"));
    }

    private Set<ValidationMessage> problems(String json) {
        return schema.validate(json, InputFormat.JSON);
    }
}
