package dev.flatline.core.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well the measuring process itself did: how late its event loops ticked and its clients began what was due, how long
 * it stood still for its collector, and how much of the processors was in use. Past a bound the numbers of a run are those
 * of its generator.
 *
 * <p>Not thread-safe: {@link RunRecorder} guards it.
 */
final class GeneratorMeter {

    /** A run that is shorter than this counts as so long: a few busy seconds of a start are no saturation. */
    private static final int LEAST_SECONDS = 20;

    private static final long UNKNOWN = -1;
    private static final double PERCENT = 100;
    private static final String UNREAD = "nobody read the use of processors";

    final LatencyRecorder lag = new LatencyRecorder("generator.lag");
    private final LatencyRecorder fleet = new LatencyRecorder("generator.lag.fleet");
    private final LatencyRecorder proxy = new LatencyRecorder("generator.lag.proxy");
    private final LatencyRecorder server = new LatencyRecorder("server.lag");
    private final LatencyRecorder late = new LatencyRecorder("generator.late");
    private final LatencyRecorder pauses = new LatencyRecorder("generator.gc");
    private final LatencyRecorder written = new LatencyRecorder("generator.recorder");
    private final boolean virtualTime;
    private int readings;
    private int saturated;
    private long mostOwn;
    private long own;
    private long mostAll = UNKNOWN;
    private long all;

    /** In virtual time nothing of the machine can be late, and nothing is counted. */
    GeneratorMeter(boolean virtualTime) {
        this.virtualTime = virtualTime;
    }

    /** A tick that was due happened. */
    void ticked(EventLoopPart part, long intendedNanos, long nowNanos) {
        switch (part) {
            case SERVER -> server.record(intendedNanos, nowNanos);
            case FLEET -> {
                fleet.record(intendedNanos, nowNanos);
                lag.record(intendedNanos, nowNanos);
            }
            case PROXY -> {
                proxy.record(intendedNanos, nowNanos);
                lag.record(intendedNanos, nowNanos);
            }
        }
    }

    /** Something that a client was to do at an instant, such as an attempt, a ping or a message, was begun. */
    void began(long intendedNanos, long nowNanos) {
        if (!virtualTime) {
            late.record(intendedNanos, nowNanos);
        }
    }

    /** All threads stood still for the collector. */
    void paused(long nanos) {
        pauses.record(0, nanos);
    }

    /** The events of a while were counted and taken away, and event loops may have waited for it. */
    void wrote(long nanos) {
        written.record(0, nanos);
    }

    /** A second's use of the processors. */
    void processors(ProcessorUse use) {
        readings++;
        saturated += use.saturated() ? 1 : 0;
        own = Math.round(PERCENT * use.own());
        mostOwn = Math.max(mostOwn, own);
        if (!Double.isNaN(use.all())) {
            all = Math.round(PERCENT * use.all());
            mostAll = Math.max(mostAll, all);
        }
    }

    /** Of the running interval: the worst lag in milliseconds, what collections took in sum, and the use of processors. */
    Map<String, Double> levels() {
        Map<String, Double> levels = new LinkedHashMap<>();
        levels.put("generator.cpu", readings > 0 ? (double) own : Double.NaN);
        levels.put("generator.lag", lag.intervalMaxMillis());
        levels.put("generator.gc", pauses.intervalSumMillis());
        levels.put("server.lag", server.intervalMaxMillis());
        return levels;
    }

    List<LatencyRecorder> recorders() {
        return virtualTime ? List.of() : List.of(lag, fleet, proxy, server, late, pauses, written);
    }

    /** What concerns this process and its machine; in virtual time there is neither. */
    void tell(Map<String, Metric> table, String absence) {
        Metric absent = new Metric.Absent(virtualTime ? absence : UNREAD);
        boolean read = readings > 0 && !virtualTime;
        for (LatencyRecorder recorder : List.of(lag, fleet, proxy, late, pauses, written)) {
            table.put(recorder.name(), virtualTime ? absent : recorder.summary());
        }
        table.put("generator.cpu", read ? new Metric.Gauge(mostOwn, own) : absent);
        table.put("generator.cpu.machine", read && mostAll != UNKNOWN ? new Metric.Gauge(mostAll, all) : absent);
        table.put(
                "generator.cpu.saturated",
                read ? new Metric.Ratio((double) saturated / Math.max(LEAST_SECONDS, readings)) : absent);
    }

    /** How late the server's loops are. */
    Metric serverLag(String absence) {
        return virtualTime ? new Metric.Absent(absence) : server.summary();
    }
}
