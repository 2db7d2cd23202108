package dev.flatline.scenarios.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {

    @Test
    void readsDurations() {
        assertEquals(90_000_000_000L, Quantity.durationNanos("1m30s"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5     | found '5'; accepted: a duration with its unit (ns, us, ms, s, m, h), such as 500ms or 1m30s
            -1s   | found '-1s'; accepted: a duration that is not negative, such as 500ms or 1m30s
            1001h | found '1001h'; accepted: a duration of 0s to 1000h
            """)
    void saysWhatItFoundInThePlaceOfADuration(String text, String complaint) {
        assertEquals(
                complaint,
                assertThrows(IllegalArgumentException.class, () -> Quantity.durationNanos(text))
                        .getMessage());
    }

    @Test
    void readsRatesSizesSharesAndCounts() {
        assertEquals(400, Quantity.perSecond("400/s"));
        assertEquals(0.5, Quantity.perSecond("30/m"));
        assertEquals(1024, Quantity.bytes("1KiB"));
        assertEquals(1500, Quantity.bytes("1.5KB"));
        assertEquals(0.125, Quantity.share("12.5%"));
        assertEquals(10_000_000, Quantity.count("10M"));
        assertThrows(IllegalArgumentException.class, () -> Quantity.count("1.5"));
        assertThrows(IllegalArgumentException.class, () -> Quantity.count("9999M"));
        assertThrows(IllegalArgumentException.class, () -> Quantity.share("100.1%"));
    }
}
