package dev.flatline.core.fault.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated at fixed seeds; the bounds are about five standard errors, bursts taken into account. */
class LossModelTest {

    private static final int SEGMENTS = 4_000_000;

    @ParameterizedTest
    @CsvSource({
        // p, r, 1-h, 1-k, long-run loss, mean bad run
        "0.01,  0.25, 1,   0,     0.03846, 4",
        "0.001, 0.1,  0.5, 0,     0.00495, 10",
        "0.02,  0.2,  0.5, 0.001, 0.04636, 5"
    })
    void gilbertElliottLosesWhatItsFormulasSay(
            double p, double r, double lossBad, double lossGood, double longRun, double badRun) {
        GilbertElliott model = new GilbertElliott(p, r, lossBad, lossGood);

        Losses losses = Losses.of(model);
        Losses badStates = Losses.of(new GilbertElliott(p, r));

        assertEquals(longRun, model.longRunLoss(), 0.00001);
        assertEquals(badRun, model.meanBadRun(), 1e-9);
        assertEquals(model.longRunLoss(), losses.share(), 0.02 * model.longRunLoss() + 0.0001);
        assertEquals(model.meanBadRun(), badStates.meanRun(), 0.07 * model.meanBadRun());
    }

    @Test
    void gilbertElliottBeginsGoodAndMeetsTheStateItFinds() {
        LossProcess process = new GilbertElliott(1, 1).process();
        SplittableRandom random = new SplittableRandom(1);

        assertEquals(false, process.loses(random));
        assertEquals(true, process.loses(random));
        assertEquals(false, process.loses(random));
    }

    @Test
    void netemsDefaultsAreIndependentLosses() {
        GilbertElliott model = new GilbertElliott(0.05);

        Losses losses = Losses.of(model);

        assertEquals(0.05, model.longRunLoss(), 1e-12);
        assertEquals(0.05, losses.share(), 0.0006);
        assertEquals(1 / 0.95, losses.meanRun(), 0.003);
    }

    @Test
    void randomLossIsItsProbabilityWithoutCorrelation() {
        Losses losses = Losses.of(new CorrelatedLoss(0.1));

        assertEquals(0.1, losses.share(), 0.0008);
        assertEquals(1 / 0.9, losses.meanRun(), 0.003);
    }

    @Test
    void correlatedLossIsBurstyAndLessThanItsProbabilityAsInNetem() {
        Losses quarter = Losses.of(new CorrelatedLoss(0.1, new Correlation(0.25)));
        Losses half = Losses.of(new CorrelatedLoss(0.3, new Correlation(0.5)));
        Losses even = Losses.of(new CorrelatedLoss(0.5, new Correlation(0.5)));

        assertEquals(0.0173, quarter.share(), 0.0005);
        assertEquals(0.1295, half.share(), 0.0015);
        assertEquals(0.5, even.share(), 0.0025);
        assertEquals(2.77, even.meanRun(), 0.02, "it would be 2 if they did not depend on each other");
    }

    @Test
    void nothingAndEverythingCanBeLost() {
        assertEquals(0, Losses.of(new CorrelatedLoss(0)).share());
        assertEquals(1, Losses.of(new CorrelatedLoss(1)).share());
        assertEquals(0, Losses.of(new GilbertElliott(0, 1)).share());
    }

    @Test
    void theSameSeedLosesTheSameSegmentsOnEachLineOfAModel() {
        GilbertElliott model = new GilbertElliott(0.1, 0.3, 0.8, 0.01);

        assertEquals(Losses.of(model), Losses.of(model));
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithTheKeyAndTheRange() {
        assertRefused("p must be 0 to 1", () -> new GilbertElliott(-0.1, 1));
        assertRefused("r must be more than 0 and at most 1", () -> new GilbertElliott(0.5, 0));
        assertRefused("loss-bad must be 0 to 1", () -> new GilbertElliott(0, 1, 1.5, 0));
        assertRefused("loss-good must be 0 to 1", () -> new GilbertElliott(0, 1, 1, Double.NaN));
        assertRefused("probability must be 0 to 1", () -> new CorrelatedLoss(2));
    }

    private static void assertRefused(String message, Executable attempt) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
    }

    private record Losses(long lost, long runs) {

        static Losses of(LossModel model) {
            SplittableRandom random = new SplittableRandom(42);
            LossProcess process = model.process();
            long lost = 0;
            long runs = 0;
            boolean before = false;
            for (int i = 0; i < SEGMENTS; i++) {
                boolean now = process.loses(random);
                lost += now ? 1 : 0;
                runs += now && !before ? 1 : 0;
                before = now;
            }
            return new Losses(lost, runs);
        }

        double share() {
            return (double) lost / SEGMENTS;
        }

        double meanRun() {
            return (double) lost / runs;
        }
    }
}
