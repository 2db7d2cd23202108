package dev.flatline.chaos.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void wholeNumbersComeInAnyClassOfNumberAndAsText() {
        for (Object seven : new Object[] {7, 7L, 7.0, 7f, new BigDecimal("7.00"), "7", "7.0"}) {
            assertEquals(OptionalLong.of(7), Numbers.whole(seven), seven.getClass()::toString);
        }
        for (Object none : new Object[] {7.5, "x", "", true, "1e40", "9223372036854775808", Double.NaN, "1e-2000"}) {
            assertEquals(OptionalLong.empty(), Numbers.whole(none), none::toString);
        }
        assertEquals(OptionalLong.empty(), Numbers.whole(null));
    }

    @Test
    void sharesAreNumbersUpToOneOrPercentages() {
        assertEquals(OptionalDouble.of(0.3), Numbers.share("30%"));
        assertEquals(OptionalDouble.of(0.3), Numbers.share(0.3));
        assertEquals(OptionalDouble.of(1), Numbers.share(1));
        for (Object none : new Object[] {30, "101%", -0.1, "%", "a%"}) {
            assertEquals(OptionalDouble.empty(), Numbers.share(none), none::toString);
        }
    }
}
