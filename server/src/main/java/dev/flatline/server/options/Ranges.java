package dev.flatline.server.options;

import java.time.Duration;

/** The checks that the options share; each message names the key, what was found and what is accepted. */
final class Ranges {

    private Ranges() {}

    static void atLeast(String key, long value, long least, String unit) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + unit + ", found " + value + unit);
        }
    }

    static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " must be " + least + " to " + most + ", found " + value);
        }
    }

    static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " must be longer than 0, found " + value);
        }
    }

    static void notNegative(String key, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(key + " must not be negative, found " + value);
        }
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
