package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PeakMeterTest {

    private final PeakMeter peak = new PeakMeter(100);

    @Test
    void isTheFullestWindow() {
        for (long at : new long[] {0, 99, 100, 150, 199, 200, 950}) {
            peak.count(at);
        }

        assertEquals(3, peak.peak());
    }

    @Test
    void countsWhatIsToldLateInItsOwnWindow() {
        peak.count(10);
        peak.count(6_399);
        peak.count(20);

        assertEquals(2, peak.peak());
    }

    @Test
    void countsWhatIsTooLateInTheOldestWindowItRemembers() {
        peak.count(10);
        peak.count(6_400);
        peak.count(20);

        assertEquals(1, peak.peak());
        peak.count(120);
        assertEquals(2, peak.peak());
    }

    @Test
    void forgetsWindowsThatAreLongOver() {
        for (int hour = 0; hour < 100; hour++) {
            peak.count(hour * 360_000_000L);
        }

        assertEquals(1, peak.peak());
    }

    @Test
    void takesWhatWasBeforeTheStartForTheStart() {
        peak.count(-250);
        peak.count(0);

        assertEquals(2, peak.peak());
    }
}
