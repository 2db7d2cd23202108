package dev.flatline.chaos.data;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers as parsers give them: of any class of number, or as text. */
public final class Numbers {

    private static final int MAX_LENGTH = 40;

    /** Beyond it no attribute makes sense, and a number of few characters could take long to write out. */
    private static final BigDecimal MOST = BigDecimal.TEN.pow(30);

    private Numbers() {}

    /** A number; empty if it is none, or not finite. */
    public static OptionalDouble real(@Nullable Object value) {
        BigDecimal exact = exact(value);
        return exact == null ? OptionalDouble.empty() : OptionalDouble.of(exact.doubleValue());
    }

    /** A whole number, also one that is written as {@code 3.0}; empty if it is none. */
    public static OptionalLong whole(@Nullable Object value) {
        BigDecimal exact = exact(value);
        if (exact == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(exact.longValueExact());
        } catch (ArithmeticException fractionOrTooLarge) {
            return OptionalLong.empty();
        }
    }

    /** A share as a number from 0 to 1 or as a text such as {@code 30%}; empty if it is none. */
    public static OptionalDouble share(@Nullable Object value) {
        boolean percent = value instanceof String text && text.endsWith("%");
        String text = String.valueOf(value);
        OptionalDouble number = percent ? real(text.substring(0, text.length() - 1)) : real(value);
        if (number.isEmpty()) {
            return number;
        }
        double share = percent ? number.getAsDouble() / 100 : number.getAsDouble();
        return share >= 0 && share <= 1 ? OptionalDouble.of(share) : OptionalDouble.empty();
    }

    private static @Nullable BigDecimal exact(@Nullable Object value) {
        String text = String.valueOf(value);
        if (!(value instanceof Number || value instanceof String) || text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            boolean sensible = number.abs().compareTo(MOST) < 0 && number.scale() <= 1_000;
            return sensible ? number : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
