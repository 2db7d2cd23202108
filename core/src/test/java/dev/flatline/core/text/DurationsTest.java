package dev.flatline.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

    private static final long HOUR = 3_600_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "0s, 0, 0s",
        "1ns, 1, 1ns",
        "2us, 2000, 2us",
        "500ms, 500000000, 500ms",
        "1.5s, 1500000000, 1s500ms",
        "0.5ns, 1, 1ns",
        "1m30s, 90000000000, 1m30s",
        "90s, 90000000000, 1m30s",
        "1h0m1ms, 3600001000000, 1h1ms",
        "1000h, 3600000000000000, 1000h",
    })
    void areReadAndWrittenWithTheirUnits(String text, long nanos, String written) {
        assertEquals(nanos, Durations.nanos(text));
        assertEquals(written, Durations.text(nanos));
        assertEquals(nanos, Durations.nanos(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "5d", "1s-2s", "1s 2s", "1e3s", ".5s", "1.s", "1S"})
    void haveTheirUnits(String text) {
        assertEquals(Durations.ACCEPTED, refusal(text));
    }

    @Test
    void areNeitherNegativeNorLongerThanAThousandHoursNorOfManyCharacters() {
        assertEquals("a duration that is not negative, such as 500ms or 1m30s", refusal("-1s"));
        assertEquals("a duration of 0s to 1000h", refusal("1001h"));
        assertEquals("a duration of 0s to 1000h", refusal("999h3600001s"));
        assertEquals("a duration of 0s to 1000h", refusal("99999999999999999999999999999h"));
        assertEquals(Durations.ACCEPTED, refusal("1ms".repeat(20)));
    }

    @Test
    void areInTheRangeThatIsAskedFor() {
        assertEquals(2 * HOUR, Durations.nanos("2h", HOUR, 2 * HOUR));
        assertEquals(5_000 * HOUR, Durations.nanos("5000h", HOUR, 8_760 * HOUR));
        for (String text : new String[] {"59m", "2h1ns"}) {
            assertEquals(
                    "a duration of 1h to 2h",
                    assertThrows(IllegalArgumentException.class, () -> Durations.nanos(text, HOUR, 2 * HOUR))
                            .getMessage());
        }
    }

    private static String refusal(String text) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Durations.nanos(text))
                .getMessage());
    }
}
