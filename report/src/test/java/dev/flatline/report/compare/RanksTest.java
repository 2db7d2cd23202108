package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RanksTest {

    /** Mann and Whitney's own table: of 4 and 4 values, 2 of 70 orders are wholly apart. */
    @Test
    void whollyApartIsTwoOfAllOrders() {
        assertEquals(2 / 70.0, Ranks.pValue(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}), 1e-12);
        assertEquals(2 / 70.0, Ranks.pValue(new double[] {5, 6, 7, 8}, new double[] {1, 2, 3, 4}), 1e-12);
        assertEquals(2 / 20.0, Ranks.pValue(new double[] {1, 2, 3}, new double[] {5, 6, 7}), 1e-12);
        assertEquals(2 / 252.0, Ranks.pValue(new double[] {1, 2, 3, 4, 5}, new double[] {6, 7, 8, 9, 10}), 1e-12);
    }

    /** U = 14 of 16: of 70 orders, 1 has 16, 1 has 15 and 2 have 14. */
    @Test
    void nearlyApartCountsTheOrdersThatAreAsFar() {
        assertEquals(8 / 70.0, Ranks.pValue(new double[] {1, 2, 3, 6}, new double[] {4, 5, 7, 8}), 1e-12);
    }

    @Test
    void theSameValuesAreNoSeparation() {
        assertEquals(1, Ranks.pValue(new double[] {3, 3, 3, 3}, new double[] {3, 3, 3, 3}), 1e-12);
    }

    @Test
    void theShiftIsTheMedianOfAllDifferences() {
        assertEquals(10, Ranks.shift(new double[] {1, 2, 3}, new double[] {11, 12, 13}));
        assertEquals(0, Ranks.shift(new double[] {1, 2, 3}, new double[] {3, 2, 1}));
        double never = Double.POSITIVE_INFINITY;
        assertEquals(0, Ranks.shift(new double[] {never}, new double[] {never}));
        assertEquals(never, Ranks.shift(new double[] {1}, new double[] {never}));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetween() {
        assertEquals(2.5, Ranks.median(new double[] {4, 1, 3, 2}));
        assertEquals(
                Double.POSITIVE_INFINITY,
                Ranks.median(new double[] {1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}));
    }
}
