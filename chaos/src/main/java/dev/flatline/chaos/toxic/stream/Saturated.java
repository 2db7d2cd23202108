package dev.flatline.chaos.toxic.stream;

/**
 * Attributes that Toxiproxy takes at any size, as amounts that can be added up: more than some 36 years is as good as for
 * ever.
 */
final class Saturated {

    private static final long MOST_NANOS = Long.MAX_VALUE / 8;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private Saturated() {}

    /** Milliseconds in nanoseconds; less than none is none. */
    static long millis(long millis) {
        return atMost(millis, MOST_NANOS / NANOS_PER_MILLI) * NANOS_PER_MILLI;
    }

    /** Microseconds in nanoseconds; less than none is none. */
    static long micros(long micros) {
        return atMost(micros, MOST_NANOS / NANOS_PER_MICRO) * NANOS_PER_MICRO;
    }

    /** Milliseconds in nanoseconds, more or less: the sign says nothing. */
    static long eitherWay(long millis) {
        return millis == Long.MIN_VALUE ? millis(Long.MAX_VALUE) : millis(Math.abs(millis));
    }

    private static long atMost(long amount, long most) {
        return Math.max(0, Math.min(most, amount));
    }
}
