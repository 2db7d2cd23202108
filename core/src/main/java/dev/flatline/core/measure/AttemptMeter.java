package dev.flatline.core.measure;

import java.util.Map;

/** Reconnect attempts of some clients: how many, how dense, and what a return cost. Not thread-safe. */
final class AttemptMeter {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long TENTH_NANOS = 100_000_000L;

    private final PeakMeter second = new PeakMeter(SECOND_NANOS);
    private final PeakMeter tenth = new PeakMeter(TENTH_NANOS);
    private long retries;
    private long returns;
    private long wasted;

    /** A client tries to come back, so long after the start of the run. */
    void retried(long sinceStartNanos) {
        retries++;
        second.count(sinceStartNanos);
        tenth.count(sinceStartNanos);
    }

    /** A retry ended in an open connection. */
    void returned() {
        returns++;
    }

    /** A retry failed. */
    void failed() {
        wasted++;
    }

    void tell(Map<String, Metric> table) {
        table.put("attempts.total", new Metric.Count(retries));
        table.put("attempts.peak", new Metric.Count(second.peak()));
        table.put("attempts.peak.100ms", new Metric.Count(tenth.peak()));
        table.put("attempts.wasted", new Metric.Count(wasted));
        table.put("attempts.per_recovery", new Metric.Ratio(returns == 0 ? Double.NaN : (double) retries / returns));
    }
}
