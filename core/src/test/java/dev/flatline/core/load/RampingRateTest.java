package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampingRateTest extends ArrivalScheduleContract {

    private static final long OVER = 10_000_000_000L;

    @Override
    protected ArrivalSchedule schedule() {
        return new RampingRate(0, 100, OVER);
    }

    /** N(t) = from·t + (to − from)·t² / 2d up to d, then the end rate. */
    @ParameterizedTest
    @CsvSource({"0, 100", "10, 110", "100, 10", "50, 50", "0.5, 0.7", "1000, 1"})
    void theIthArrivalIsWhereTheFormulaCountsI(double from, double to) {
        ArrivalSchedule.Arrivals arrivals = new RampingRate(from, to, OVER).begin(new SplittableRandom(0));

        for (int i = 0; i < 2_000; i++) {
            double t = arrivals.nextNanos() / 1e9;
            double inRamp = Math.min(t, 10);
            double counted = from * inRamp + (to - from) * inRamp * inRamp / 20 + to * Math.max(0, t - 10);

            assertEquals(i, counted, 1e-5, "at " + t);
        }
    }

    @Test
    void aRampFromZeroStartsSlowly() {
        long[] arrivals = first(501, 0);

        assertEquals(0, arrivals[0]);
        assertEquals(Math.sqrt(0.2), arrivals[1] / 1e9, 1e-8);
        assertEquals(10, arrivals[500] / 1e9, 1e-8);
    }

    @Test
    void aFlatRampIsAConstantRate() {
        ArrivalSchedule.Arrivals flat = new RampingRate(40, 40, OVER).begin(new SplittableRandom(0));
        ArrivalSchedule.Arrivals constant = new ConstantRate(40).begin(new SplittableRandom(0));

        for (int i = 0; i < 1_000; i++) {
            assertEquals(constant.nextNanos() / 1e9, flat.nextNanos() / 1e9, 1e-8);
        }
    }

    @Test
    void refusesANegativeStartAndNoLength() {
        assertThrows(IllegalArgumentException.class, () -> new RampingRate(-1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new RampingRate(Double.NaN, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new RampingRate(1, 1, 0));
    }
}
