package dev.flatline.chaos.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RampTest {

    private static final PlacedToxic LATENCY =
            new PlacedToxic("web", InertToxic.READER.toxic(Map.of("type", "latency", "toxicity", 0.5), ""));

    @Test
    void goesThereInEqualStepsAndStays() {
        Ramp ramp = new Ramp(Ramp.TOXICITY, 0, 1, 100, 4, 0);

        assertEquals(
                List.of(level(0, 0), level(25, 0.25), level(50, 0.5), level(75, 0.75), level(100, 1)),
                ramp.levels(500));
    }

    @Test
    void comesBackAtTheEnd() {
        Ramp ramp = new Ramp("latency", 10, 40, 30, 3, 60);

        assertEquals(
                List.of(level(0, 10), level(10, 20), level(20, 30), level(30, 40), level(460, 30), level(480, 20)),
                ramp.levels(500));
    }

    @Test
    void aRampThatFillsTheTimeHasNoLevelAtTheEnd() {
        Ramp ramp = new Ramp("latency", 10, 20, 100, 2, 0);

        assertEquals(List.of(level(0, 10), level(50, 15)), ramp.levels(100));
    }

    @Test
    void divisionLeavesNoRestBehind() {
        Ramp ramp = new Ramp("latency", 0, 1, 3_600_000_000_000_007L, 1_000, 0);

        List<Level> levels = ramp.levels(3_600_000_000_000_008L);

        assertEquals(3_600_000_000_000_007L, levels.get(1_000).afterNanos());
        for (int i = 1; i < levels.size(); i++) {
            long gap = levels.get(i).afterNanos() - levels.get(i - 1).afterNanos();
            assertTrue(gap == 3_600_000_000_000L || gap == 3_600_000_000_001L, "gap " + gap);
        }
    }

    @Test
    void setsTheToxicityOrAnAttribute() {
        PlacedToxic share = new Ramp(Ramp.TOXICITY, 0, 1, 1, 1, 0).at(0.25, LATENCY);
        PlacedToxic attribute = new Ramp("latency", 0, 1, 1, 1, 0).at(99.6, LATENCY);

        assertEquals(0.25, share.toxic().toxicity());
        assertEquals(0.5, attribute.toxic().toxicity());
        assertEquals(100, attribute.toxic().toxic().values().whole("latency"));
        assertEquals("web", attribute.proxy());
        assertEquals(LATENCY.toxic().name(), attribute.toxic().name());
    }

    @Test
    void refusesWhatItCannotDo() {
        Ramp unknown = new Ramp("latncy", 0, 1, 1, 1, 0);

        assertEquals(
                "ramp: 'latncy', accepted is toxicity, latency, jitter (did you mean latency?)",
                assertThrows(IllegalArgumentException.class, () -> unknown.at(1, LATENCY))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Ramp("latency", 0, 1, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ramp("latency", 0, 1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ramp("latency", 0, 1, 1, 1_001, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ramp("latency", 0, Double.NaN, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ramp("latency", 0, 1, 1, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> new Ramp(Ramp.TOXICITY, 0, 30, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Ramp("latency", 0, 1, 60, 1, 60).levels(100));
    }

    private static Level level(long afterNanos, double value) {
        return new Level(afterNanos, value);
    }
}
