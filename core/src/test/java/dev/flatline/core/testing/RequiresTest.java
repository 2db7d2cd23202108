package dev.flatline.core.testing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class RequiresTest {

    @Test
    void goesOnWhenTheThingIsThere() {
        assertDoesNotThrow(() -> Requires.check("stove", true, "", Optional.of("stove")));
    }

    @Test
    void skipsWhenItIsMissingAndNobodyAsksForIt() {
        assertThrows(
                TestAbortedException.class, () -> Requires.check("stove", false, "none", Optional.of("docker,node")));
        assertThrows(TestAbortedException.class, () -> Requires.check("stove", false, "none", Optional.empty()));
    }

    @Test
    void failsWhenItIsMissingAndAskedFor() {
        assertThrows(
                AssertionFailedError.class, () -> Requires.check("stove", false, "none", Optional.of("docker,stove")));
    }
}
