package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DetectorKindTest {

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void isFoundByItsName(DetectorKind kind) {
        assertEquals(kind, DetectorKind.of(kind.key()));
    }

    @Test
    void tellsTheNamesThereAre() {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> DetectorKind.of("ARRAY_SWEEP"));

        assertEquals(
                "unknown detector 'ARRAY_SWEEP'; there are: "
                        + "[map-sweep, array-sweep, connection-timer, lazy-wheel, deadline-list]",
                wrong.getMessage());
    }
}
