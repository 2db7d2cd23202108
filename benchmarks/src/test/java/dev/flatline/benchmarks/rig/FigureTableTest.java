package dev.flatline.benchmarks.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FigureTableTest {

    private final Figure echoes = new Figure("one at a time", Unit.PER_SECOND, Aim.atLeast(190_000));

    @Test
    void comparesSamplesThatWereTakenOneAfterTheOther() {
        add(Candidate.FLATLINE, 100, 200, 390);
        add(Candidate.STOCK, 50, 100, 130);

        double ratio = echoes.ratio(Candidate.STOCK);

        assertEquals(2, ratio, "2, 2 and 3; the ratio of the medians is 2 as well, that of the sums 2.5");
    }

    @Test
    void showsMedianRangeRatioAndVerdict() {
        add(Candidate.FLATLINE, 180_000, 200_000, 220_000);
        add(Candidate.STOCK, 100_000, 100_000, 100_000);
        add(Candidate.WS, 250_000);

        String table = new FigureTable(List.of(new Section("echo", "Two cores.", List.of(echoes)))).render();

        assertEquals("""
                ## echo

                Two cores.

                | | aim | flatline | stock | ws | to stock | to ws | |
                |---|--:|--:|--:|--:|--:|--:|---|
                | one at a time | ≥ 190,000 | 200,000 (180,000–220,000) | 100,000 (100,000–100,000) | 250,000 | 2.00 × (1.80–2.20) | 0.72 × | met |
                """, table);
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        add(Candidate.FLATLINE, 180_000);

        String table = new FigureTable(List.of(new Section("echo", "", List.of(echoes)))).render();

        assertTrue(table.contains("| | aim | flatline | |"), table);
        assertTrue(table.contains("| one at a time | ≥ 190,000 | 180,000 | missed |"), table);
    }

    @Test
    void writesEverySampleAsJson() {
        add(Candidate.FLATLINE, 1, Double.NaN);

        String json = new FigureJson("a \"machine\"", List.of(new Section("echo", "", List.of(echoes)))).render();

        assertEquals("""
                {"conditions": "a \\"machine\\"", "figures": [
                  {"section": "echo", "what": "one at a time", "unit": "per_second", "aim": "≥ 190,000", "samples": {"flatline": [1.0, null]}}
                ]}
                """, json);
    }

    private void add(Candidate candidate, double... samples) {
        for (double sample : samples) {
            echoes.add(candidate, sample);
        }
    }
}
