package dev.flatline.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "0.0004, 0.40 µs",
        "0.208, 208 µs",
        "0.9994, 999 µs",
        "0.9996, 1.00 ms",
        "9.994, 9.99 ms",
        "9.996, 10.0 ms",
        "99.96, 100 ms",
        "999.4, 999 ms",
        "999.6, 1.00 s",
        "4012.3, 4.01 s",
        "59949, 59.9 s",
        "59960, 1 min",
        "125000, 2 min 5 s",
        "3600000, 1 h",
        "5400000, 1 h 30 min",
        "NaN, no data",
        "Infinity, never"
    })
    void givesADurationTheUnitThatSuitsIt(double millis, String expected) {
        assertEquals(expected, Units.duration(millis));
    }

    @Test
    void groupsCountsAndTrimsSecondsAndShares() {
        assertEquals("1,234,567", Units.count(1_234_567));
        assertEquals("15 s", Units.seconds(15.02));
        assertEquals("15.3 s", Units.seconds(15.26));
        assertEquals("50 %", Units.share(0.5));
        assertEquals("0.10 %", Units.share(0.001));
        assertEquals("100 %", Units.share(1));
        assertEquals("2.33", Units.ratio(2.327));
    }

    @Test
    void hasAWordWhereThereIsNoNumber() {
        assertEquals("no data", Units.seconds(Double.NaN));
        assertEquals("no data", Units.share(Double.NaN));
        assertEquals("no data", Units.ratio(Double.NaN));
    }
}
