package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Second;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SeriesTest {

    private static final List<Second> SECONDS =
            List.of(new Second(0, 7, 7, 0, 9, 7, 2, 0, 0, 0), new Second(1, 5, 8, 3, 4, 1, 3, 3, 0, 0));
    private static final Series COUNTS = new Series("Attempts", "first", true, "", Second::attempts);
    private static final Series LEVEL = new Series("Ghosts", "bad", false, "ghosts", Second::ghosts);

    @Test
    void aCountStandsAsAStepOverItsSecond() {
        Map<String, Object> data = COUNTS.line(SECONDS).data();

        assertEquals(true, data.get("stepped"));
        assertEquals(List.of(List.of(0L, 9L), List.of(1L, 4L), List.of(2L, 4L)), data.get("points"));
    }

    @Test
    void aLevelStandsAtTheEndOfItsSecondAndBeginsWithNothing() {
        Map<String, Object> data = LEVEL.line(SECONDS).data();

        assertEquals(false, data.get("stepped"));
        assertEquals(List.of(List.of(0L, 0L), List.of(1L, 0L), List.of(2L, 3L)), data.get("points"));
    }

    @Test
    void saysTheMomentsOnTheClockOfTheFiles() {
        assertEquals("Attempts: at most 9 at 0 s, 13 in all.", COUNTS.words(SECONDS, Map.of()));
        assertEquals("Ghosts: at most 3 at 2 s, 3 at the end.", LEVEL.words(SECONDS, Map.of()));
    }

    @Test
    void thePeakOfALevelCanLieBetweenTwoSeconds() {
        assertEquals(
                "Ghosts: 5 at the peak, at the end of a second at most 3 at 2 s, 3 at the end.",
                LEVEL.words(SECONDS, Map.of("ghosts", new Metric.Gauge(5, 3))));
    }
}
