package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.scenarios.ExitStatus;
import dev.flatline.scenarios.FlatlineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final Failures failures = new Failures();

    @Test
    void nothingIsToldOfARunThatWentWell() {
        assertEquals(List.of(), failures.warnings());
    }

    @Test
    void aFailureOfOursIsToldWithItsThreadAndOneForTheUserInItsOwnWords() {
        failures.add(new IllegalStateException("slot 7 is not in use"));
        failures.add(new FlatlineException(ExitStatus.MACHINE, "the embedded server could not come back"));

        assertEquals(
                List.of(
                        "Flatline failed on " + Thread.currentThread().getName()
                                + ": java.lang.IllegalStateException: slot 7 is not in use",
                        "the embedded server could not come back"),
                failures.warnings());
    }

    @Test
    void aFailureThatRepeatsIsToldOnceAndCounted() {
        for (int i = 0; i < 1_000; i++) {
            failures.add(new IllegalStateException("again"));
        }

        assertEquals(2, failures.warnings().size());
        assertEquals("Flatline failed 1000 times in all", failures.warnings().get(1));
    }
}
