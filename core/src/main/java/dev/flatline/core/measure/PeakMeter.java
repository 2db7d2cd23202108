package dev.flatline.core.measure;

/**
 * The busiest window of a fixed length: windows follow one another from the start of the run. Events may be told up to
 * {@value #REMEMBERED} windows late, because several threads tell them; what is later still counts in the oldest window that is
 * remembered. Not thread-safe.
 */
final class PeakMeter {

    private static final int REMEMBERED = 64;

    private final long windowNanos;
    private final long[] counts = new long[REMEMBERED];
    private long newest;
    private long peak;

    PeakMeter(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** One more event, so long after the start of the run; what was before it counts as at the start. */
    void count(long sinceStartNanos) {
        long window = Math.max(0, sinceStartNanos / windowNanos);
        while (newest < window) {
            newest = Math.max(newest + 1, window - REMEMBERED + 1);
            counts[slot(newest)] = 0;
        }
        long counted = Math.max(window, newest - REMEMBERED + 1);
        peak = Math.max(peak, ++counts[slot(counted)]);
    }

    private static int slot(long window) {
        return (int) (window % REMEMBERED);
    }

    /** Events in the busiest window. */
    long peak() {
        return peak;
    }
}
