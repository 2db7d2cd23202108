package dev.flatline.core.profile;

/**
 * One thing that a preset lets its user choose.
 *
 * @param name its key in a scenario file
 * @param unit what its value is
 * @param number the default of a duration, in nanoseconds, or of a count; 0 means unset
 * @param text the default of a text
 * @param optional whether the value 0, or empty text, may be given too
 * @param meaning what it does, in a few words
 */
public record Parameter(String name, Unit unit, long number, String text, boolean optional, String meaning) {

    /** What a value is. */
    public enum Unit {
        /** A time, in nanoseconds. */
        DURATION,
        /** A whole number. */
        COUNT,
        /** Any text. */
        TEXT
    }

    /** A duration. */
    static Parameter seconds(String name, long byDefault, String meaning) {
        return new Parameter(name, Unit.DURATION, byDefault * 1_000_000_000L, "", false, meaning);
    }

    /** A duration that is derived, or stands for never, while it is not given. */
    static Parameter unset(String name, String meaning) {
        return new Parameter(name, Unit.DURATION, 0, "", true, meaning);
    }

    static Parameter count(String name, long byDefault, String meaning) {
        return new Parameter(name, Unit.COUNT, byDefault, "", true, meaning);
    }

    static Parameter text(String name, String byDefault, String meaning) {
        return new Parameter(name, Unit.TEXT, 0, byDefault, true, meaning);
    }
}
