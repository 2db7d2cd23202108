package dev.flatline.chaos.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, 500000000",
        "1m30s, 90000000000",
        "1.5s, 1500000000",
        "2us, 2000",
        "7ns, 7",
        "0s, 0",
        "1000h, 3600000000000000",
    })
    void durationsHaveTheirUnits(String text, long nanos) {
        assertEquals(nanos, Durations.nanos(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "-1s", "1d", "1s 2s", "s", "1e3s", "1001h", "999h3600001s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Durations.nanos(text));
    }

    @Test
    void wholeNumbersComeInAnyClassOfNumberAndAsText() {
        for (Object seven : new Object[] {7, 7L, 7.0, 7f, new BigDecimal("7.00"), "7", "7.0"}) {
            assertEquals(OptionalLong.of(7), Numbers.whole(seven), seven.getClass()::toString);
        }
        for (Object none : new Object[] {7.5, "x", "", true, "1e40", "9223372036854775808", Double.NaN, "1e-2000"}) {
            assertEquals(OptionalLong.empty(), Numbers.whole(none), none::toString);
        }
        assertEquals(OptionalLong.empty(), Numbers.whole(null));
    }

    @Test
    void sharesAreNumbersUpToOneOrPercentages() {
        assertEquals(OptionalDouble.of(0.3), Numbers.share("30%"));
        assertEquals(OptionalDouble.of(0.3), Numbers.share(0.3));
        assertEquals(OptionalDouble.of(1), Numbers.share(1));
        for (Object none : new Object[] {30, "101%", -0.1, "%", "a%"}) {
            assertEquals(OptionalDouble.empty(), Numbers.share(none), none::toString);
        }
    }
}
