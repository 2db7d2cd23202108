package dev.flatline.core.fault.line;

import java.time.Duration;
import java.util.Locale;

/** The ranges that the models of this package accept; a message names the key and what it may be. */
final class Ranges {

    private Ranges() {}

    static void share(String key, double value) {
        require(value >= 0 && value <= 1, key + " must be 0 to 1");
    }

    static void nanos(String key, long value, long least, long most) {
        String range = least == 1 ? "more than 0 and at most " : (least == 0 ? "0" : text(least)) + " to ";
        require(value >= least && value <= most, key + " must be " + range + text(most));
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Hours, minutes and seconds in the ISO form without its prefix; what is less in milliseconds. */
    private static String text(long nanos) {
        return nanos < 1_000_000_000
                ? nanos / 1_000_000 + "ms"
                : Duration.ofNanos(nanos).toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
