package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimelineToxicTest {

    private static final String HEAD = """
            name: small
            duration: 60s
            clients: {count: 10, connect: {rate: 5/s}}
            timeline:
            """;

    @Test
    void readsATypeWithItsStreamAndAttributesAndTheRestAsOfAnyFault() {
        ScheduledFault read = fault("at: 10s, for: 5s, hit: 30%,"
                + " toxic: {type: latency, stream: upstream, attributes: {latency: 200}}");

        assertEquals(
                new Fault.Toxic(
                        "latency",
                        Set.of(Direction.UPSTREAM),
                        Map.of("latency", "200", "jitter", "0"),
                        false,
                        false,
                        "delays bytes, in order"),
                read.fault());
        assertEquals(0.3, read.share());
        assertEquals(15_000_000_000L, read.endNanos());
    }

    @Test
    void aTypeAloneHasAllItsDefaults() {
        Fault.Toxic read =
                (Fault.Toxic) fault("at: 10s, for: 5s, toxic: half_open").fault();

        assertEquals("half_open", read.label());
        assertEquals(Set.of(Direction.values()), read.directions());
        assertEquals(Map.of("mode", "drop"), read.attributes());
        assertTrue(read.silent());
    }

    @Test
    void packetsThatTheKernelDropsAreASilentDeathAndNeedAProxy() {
        Fault.Toxic read = (Fault.Toxic) fault("at: 10s, for: 5s, toxic: {type: half_open, attributes: {mode: kernel}}")
                .fault();

        FlatlineException refused = assertThrows(
                FlatlineException.class,
                () -> ScenarioReader.read(
                        HEAD
                                + "  - {at: 10s, for: 5s, toxic: {type: half_open, attributes: {mode: kernel}}}\ninject: client\n",
                        "a.yaml",
                        List.of()));

        assertTrue(read.silent() && read.disables());
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("a.yaml:6:9: inject: found 'client' with half_open"),
                refused.getMessage());
    }

    @Test
    void aDirectionThatDiesIsNoSilentDeathOfTheConnection() {
        Fault read = fault("at: 10s, for: 5s, toxic: {type: half_open, stream: upstream}")
                .fault();

        assertTrue(read.disables());
        assertFalse(read.silent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "half_open",
                "refuse",
                "{type: frame_drop, attributes: {opcode: ping pong, probability: 0.00001}}",
                "{type: frame_close, attributes: {code: 4000}}",
                "{type: latency, stream: both, attributes: {latency: 7}}"
            })
    void theResolvedFileReadsBackToTheSameFault(String toxic) {
        Scenario first = read(HEAD + "  - {at: 1s, for: 1s, toxic: " + toxic + "}\n");
        Scenario second = read(first.yaml());

        assertEquals(first.faults(), second.faults());
        assertEquals(first.yaml(), second.yaml());
    }

    /** Columns: the entry, the whole message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            toxic: {type: latensy}                              | 5:38: timeline[0].toxic.type: found 'latensy', accepted is … (did you mean latency?)
            toxic: frame_dropp                                  | 5:31: timeline[0].toxic: found 'frame_dropp', accepted is … (did you mean frame_drop?)
            toxic: {type: latency, attributes: {latency: fast}} | 5:69: timeline[0].toxic.attributes.latency: found fast, accepted is a whole number
            toxic: {type: latency, attributes: {latence: 1}}    | 5:60: timeline[0].toxic.attributes.latence: unknown key, accepted is latency, jitter (did you mean latency?)
            toxic: {type: frame_drop, attributes: {min: -1}}    | 5:68: timeline[0].toxic.attributes.min: found -1, accepted is 0 to 9223372036854775807
            toxic: {type: latency, toxicity: 30%}               | 5:47: timeline[0].toxic.toxicity: unknown key, accepted is type, stream, attributes
            toxic: {stream: both}                               | 5:31: timeline[0].toxic.type: missing, it is required
            toxic: half_open, fault: reset                      | 5:31: timeline[0].toxic: found a key that is only for an entry without fault; accepted: without it
            toxic: half_open, delay: 1s                         | 5:42: timeline[0].delay: does not go with the other values here
            hit: 10%                                            | 5:5: timeline[0].fault: missing; it is required
            """)
    void saysWhereWhatAndWhatIsAccepted(String entry, String message) {
        FlatlineException refused =
                assertThrows(FlatlineException.class, () -> read(HEAD + "  - {at: 10s, for: 5s, " + entry + "}\n"));

        assertEquals(
                "f.yaml:" + message,
                refused.text().replaceFirst("accepted is latency, bandwidth, .* \\(", "accepted is … ("));
    }

    private static ScheduledFault fault(String entry) {
        return read(HEAD + "  - {" + entry + "}\n").faults().faults().get(0);
    }

    private static Scenario read(String text) {
        return ScenarioReader.read(text, "f.yaml", List.of());
    }
}
