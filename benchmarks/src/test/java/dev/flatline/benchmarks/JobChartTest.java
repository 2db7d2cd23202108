package dev.flatline.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class JobChartTest {

    @Test
    void drawsALineForEachSubjectBetweenWholeDecades() {
        JobChart chart = new JobChart(Map.of("array-sweep", Map.of(1_000, 150.0, 1_000_000, 900_000.0)));

        String svg = chart.render("Processor time");

        assertTrue(svg.contains(">1,000</text>") && svg.contains(">1,000,000</text>"), svg);
        assertTrue(svg.contains(">100 ns</text>") && svg.contains(">1.00 ms</text>"), svg);
        assertTrue(svg.contains("<polyline") && svg.contains(">array-sweep</text>"), svg);
    }

    @Test
    void drawsASingleSizeToo() {
        JobChart chart = new JobChart(Map.of("array-sweep", Map.of(1_000, 100.0)));

        assertTrue(chart.render("Processor time").contains("<circle"));
    }
}
