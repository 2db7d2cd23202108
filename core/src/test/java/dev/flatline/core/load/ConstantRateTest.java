package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantRateTest extends ArrivalScheduleContract {

    @Override
    protected ArrivalSchedule schedule() {
        return new ConstantRate(400);
    }

    @Test
    void theIthArrivalIsAtIOverTheRate() {
        long[] arrivals = first(1_000_001, 0);

        assertEquals(0, arrivals[0]);
        assertEquals(2_500_000, arrivals[1]);
        assertEquals(2_500_000_000_000L, arrivals[1_000_000]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesARateThatIsNone(double perSecond) {
        assertThrows(IllegalArgumentException.class, () -> new ConstantRate(perSecond));
        assertThrows(IllegalArgumentException.class, () -> new PoissonArrivals(perSecond));
        assertThrows(IllegalArgumentException.class, () -> new RampingRate(1, perSecond, 1));
    }
}
