package dev.flatline.scenarios.real;

import java.util.List;
import java.util.NavigableSet;

/**
 * How long a real client waited, in milliseconds, as its Node process measured it.
 *
 * @param millis from the loss, or the attempt before, to the attempt
 * @param heldUpMillis how long the process may have been held up meanwhile, by what its timers were late
 */
record Gap(double millis, double heldUpMillis) {

    private static final double MILLI = 1e6;

    /** Timers count from the start of their loop's turn, in whole milliseconds. */
    private static final double EARLY_MILLIS = 5;

    /** A few hops over loopback, and the hold-ups that fall between two ticks of the process's watch, 5 ms apart. */
    private static final double LATE_MILLIS = 25;

    /** From the words of a line: two numbers, of which this is the first. */
    static Gap of(String[] words, int first) {
        return new Gap(Double.parseDouble(words[first]), Double.parseDouble(words[first + 1]));
    }

    /** The shortest, as if it had been held up for as long as the one that was held up least. */
    static Gap quickest(List<Gap> gaps) {
        return new Gap(
                gaps.stream().mapToDouble(Gap::millis).min().orElseThrow(),
                gaps.stream().mapToDouble(Gap::heldUpMillis).min().orElseThrow());
    }

    /** Whether a delay of so much to so much may look like this. */
    boolean isWithin(long leastNanos, long mostNanos) {
        return millis >= leastNanos / MILLI - EARLY_MILLIS && isAtMost(mostNanos, LATE_MILLIS);
    }

    /** Whether it took this delay, what the process was held up for, and so much. */
    boolean isAtMost(long nanos, double lateMillis) {
        return millis <= nanos / MILLI + lateMillis + heldUpMillis;
    }

    /** Whether one of these delays may look like this. */
    boolean isOneOf(NavigableSet<Long> delaysNanos) {
        Long nearest = delaysNanos.floor((long) ((millis + EARLY_MILLIS) * MILLI));
        return nearest != null && isWithin(nearest, nearest);
    }

    @Override
    public String toString() {
        return millis + " ms (held up for " + heldUpMillis + ")";
    }
}
