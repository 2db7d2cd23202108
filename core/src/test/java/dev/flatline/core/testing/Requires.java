package dev.flatline.core.testing;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine: {@code docker}, {@code nft}, {@code browser} or {@code node}. Where it is missing the test is skipped
 * and says why; where the environment variable {@code FLATLINE_REQUIRE} names it (a list with commas), the test fails.
 */
public final class Requires {

    private Requires() {}

    /** Ends the calling test unless the thing is there. */
    public static void present(String thing, boolean there, String reason) {
        check(thing, there, reason, Optional.ofNullable(System.getenv("FLATLINE_REQUIRE")));
    }

    static void check(String thing, boolean there, String reason, Optional<String> required) {
        if (there) {
            return;
        }
        if (Arrays.asList(required.orElse("").split("[, ]+")).contains(thing)) {
            Assertions.fail("FLATLINE_REQUIRE asks for " + thing + ": " + reason);
        }
        System.out.println("skipped, no " + thing + ": " + reason);
        Assumptions.abort(reason);
    }
}
