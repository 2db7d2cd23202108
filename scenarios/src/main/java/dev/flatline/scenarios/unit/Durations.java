package dev.flatline.scenarios.unit;

/** Durations as scenario files write them. */
public final class Durations {

    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L};
    private static final String[] UNITS = {"h", "m", "s", "ms", "us", "ns"};

    private Durations() {}

    /** The exact text of a duration, such as {@code 1m15s} or {@code 1s500ms}; {@code 0s} for none. */
    public static String text(long nanos) {
        StringBuilder text = new StringBuilder();
        long rest = nanos;
        for (int i = 0; i < NANOS.length; i++) {
            if (rest >= NANOS[i]) {
                text.append(rest / NANOS[i]).append(UNITS[i]);
                rest %= NANOS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
