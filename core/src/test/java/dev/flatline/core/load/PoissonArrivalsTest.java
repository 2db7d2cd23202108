package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.seed.SeedSweep;

class PoissonArrivalsTest extends ArrivalScheduleContract {

    private static final int ARRIVALS = 40_000;
    private static final double RATE = 400;

    @Override
    protected ArrivalSchedule schedule() {
        return new PoissonArrivals(RATE);
    }

    @SeedSweep
    void theMeanGapIsOneOverTheRate(long seed) {
        double mean = first(ARRIVALS, seed)[ARRIVALS - 1] / 1e9 / ARRIVALS;

        assertEquals(1 / RATE, mean, 5 / RATE / Math.sqrt(ARRIVALS), "five standard errors");
    }

    @SeedSweep
    void theGapsAreExponential(long seed) {
        long[] arrivals = first(ARRIVALS, seed);
        for (double meanGaps : new double[] {0.1, 0.5, 1, 2, 4}) {
            int longer = 0;
            for (int i = 0; i < ARRIVALS; i++) {
                long gap = arrivals[i] - (i == 0 ? 0 : arrivals[i - 1]);
                longer += gap > meanGaps / RATE * 1e9 ? 1 : 0;
            }

            double expected = Math.exp(-meanGaps);
            double error = Math.sqrt(expected * (1 - expected) / ARRIVALS);
            assertEquals(expected, (double) longer / ARRIVALS, 5 * error, "longer than " + meanGaps + " mean gaps");
        }
    }

    @SeedSweep
    void countsPerSecondVaryAsMuchAsTheirMean(long seed) {
        int[] perSecond = new int[90];
        for (long arrival : first(ARRIVALS, seed)) {
            int second = (int) (arrival / 1_000_000_000L);
            if (second < perSecond.length) {
                perSecond[second]++;
            }
        }
        double sumOfSquares = 0;
        for (int count : perSecond) {
            sumOfSquares += (count - RATE) * (count - RATE);
        }

        double ratio = sumOfSquares / perSecond.length / RATE;

        assertEquals(1, ratio, 5 * Math.sqrt(2.0 / perSecond.length), "variance over mean");
    }
}
