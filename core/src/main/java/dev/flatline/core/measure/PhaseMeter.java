package dev.flatline.core.measure;

/**
 * How much heartbeats march in step: of the pings in the last whole interval of the heartbeat, in bins of 100 ms, the fullest bin
 * over the mean bin. 1 is a perfect spread. Phases that are random seldom give more than 1 + sqrt(2 ln(bins) / mean), the
 * usual bound of the largest of so many normal values; as many as there are bins means that all pings leave together.
 *
 * <p>Events may be told a few bins late. Not thread-safe.
 */
final class PhaseMeter {

    static final long BIN_NANOS = 100_000_000L;

    private static final int LEAST_BINS = 10;
    private static final int MOST_BINS = 3_000;
    private static final int LATE_BINS = 16;

    private final int width;
    private final int[] bins;
    private long newest;

    /** Looks at windows as long as the interval of the pings, between 1 s and 5 min. */
    PhaseMeter(long intervalNanos) {
        long whole = (intervalNanos + BIN_NANOS - 1) / BIN_NANOS;
        width = (int) Math.max(LEAST_BINS, Math.min(MOST_BINS, whole));
        bins = new int[width + LATE_BINS];
    }

    /** A ping left, so long after the start of the run. */
    void sent(long sinceStartNanos) {
        advance(sinceStartNanos);
        long bin = Math.max(0, sinceStartNanos / BIN_NANOS);
        if (bin > newest - bins.length) {
            bins[(int) (bin % bins.length)]++;
        }
    }

    /** The fullest bin over the mean of the last whole bins; NaN before a whole interval is over, and without pings. */
    double peakToMean(long sinceStartNanos) {
        advance(sinceStartNanos);
        long end = sinceStartNanos / BIN_NANOS;
        long peak = 0;
        long sum = 0;
        for (long bin = Math.max(0, end - width); bin < end; bin++) {
            int pings = bins[(int) (bin % bins.length)];
            peak = Math.max(peak, pings);
            sum += pings;
        }
        return end < width || sum == 0 ? Double.NaN : (double) peak * width / sum;
    }

    private void advance(long sinceStartNanos) {
        long bin = sinceStartNanos / BIN_NANOS;
        while (newest < bin) {
            newest = Math.max(newest + 1, bin - bins.length + 1);
            bins[(int) (newest % bins.length)] = 0;
        }
    }
}
