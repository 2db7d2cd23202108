package dev.flatline.scenarios.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.core.text.Nearest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0s, 0",
        "1ns, 1",
        "2us, 2000",
        "1.5s, 1500000000",
        "1m30s, 90000000000",
        "1h0m1ms, 3600001000000",
        "1000h, 3600000000000000"
    })
    void readsDurations(String text, long nanos) {
        assertEquals(nanos, Quantity.durationNanos(text));
        assertEquals(nanos, Quantity.durationNanos(Durations.text(nanos)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "5 s", "5d", "-1s", "1s-2s", "1e3s", "1001h", "99999999999999999999999999999h"})
    void refusesWhatIsNoDuration(String text) {
        assertThrows(IllegalArgumentException.class, () -> Quantity.durationNanos(text));
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

    @Test
    void findsTheNearestWordOnlyIfItIsNear() {
        List<String> words = List.of("timeout", "every", "idle");

        assertEquals(Optional.of("every"), Nearest.to("evrey", words));
        assertEquals(Optional.of("timeout"), Nearest.to("TimeOut", words));
        assertEquals(Optional.empty(), Nearest.to("profile", words));
        assertEquals("accepted: timeout, every, idle", Nearest.hint("zz", words));
    }
}
