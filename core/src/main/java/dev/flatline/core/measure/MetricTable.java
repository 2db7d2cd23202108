package dev.flatline.core.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Turns what a {@link RunMeter} holds into named metrics: the names are the contract of files, objectives and reports. */
final class MetricTable {

    private static final String NO_SERVER = MeterPlan.FOREIGN;
    private static final String VIRTUAL = "time is simulated: nothing of this machine can be late";

    private final RunMeter meter;
    private final Map<String, Metric> table = new LinkedHashMap<>();

    private MetricTable(RunMeter meter) {
        this.meter = meter;
    }

    static Map<String, Metric> of(RunMeter meter) {
        MetricTable metrics = new MetricTable(meter);
        metrics.connects();
        metrics.traffic();
        metrics.detection();
        metrics.recovery();
        metrics.population();
        return metrics.table;
    }

    private void connects() {
        put(meter.connects.tcp);
        put(meter.connects.tls);
        put(meter.connects.upgrade);
        put(meter.connects.greeting);
        put(meter.connects.total);
        put(meter.connects.totalRaw);
        causes("connect.failed.", meter.connects.failures());
        count("attempts.total", meter.connects.retries());
        count("attempts.peak", meter.connects.peak());
        count("attempts.wasted", meter.connects.wasted());
        table.put("attempts.per_recovery", new Metric.Ratio(meter.connects.perRecovery()));
    }

    /**
     * What was never answered has no duration and is not in the percentiles: it is counted beside them as lost, unless it
     * left since the beginning of the last full second and may still be under way.
     */
    private void traffic() {
        long closedSeconds = meter.timeline.seconds().size();
        put(meter.traffic.heartbeatRtt);
        put(meter.traffic.heartbeatRttRaw);
        count("heartbeat.lost", meter.traffic.heartbeatsLost(closedSeconds));
        put(meter.traffic.messageRtt);
        put(meter.traffic.messageRttRaw);
        put(meter.traffic.messagePush);
        put(meter.traffic.messagePushRaw);
        count("message.sent", meter.traffic.sent());
        count("message.skipped", meter.traffic.skipped());
        count("message.lost", meter.traffic.messagesLost(closedSeconds));
        count("message.duplicated", meter.traffic.streams.duplicated());
        count("message.reordered", meter.traffic.streams.reordered());
    }

    private void detection() {
        put(meter.detection.byClient);
        observed("detect.server", meter.detection.byServer.summary());
        count("detect.told", meter.detection.told());
        count("detect.missed", meter.detection.missed());
        count("false_kills", meter.detection.falseKills());
        count("slow_kills", meter.detection.slowKills());
        observed("ghosts", new Metric.Gauge(meter.server.mostGhosts(), meter.server.ghosts()));
    }

    private void recovery() {
        meter.outages.outage.unfinished(meter.outages.running());
        put(meter.outages.outage);
        List<FaultOutcome> outcomes = meter.recovery.outcomes(meter.plan.originNanos());
        worst("recover.t50", outcomes, FaultOutcome::t50);
        worst("recover.t90", outcomes, FaultOutcome::t90);
        worst("recover.t99", outcomes, FaultOutcome::t99);
        worst("recover.t100", outcomes, FaultOutcome::t100);
    }

    private void population() {
        table.put("clients.open", new Metric.Gauge(mostOpen(), meter.timeline.open));
        count("clients.left", meter.left);
        count("clients.joined", meter.joined);
        count("clients.gave_up", meter.givenUp.sum());
        causes("clients.gave_up.", meter.givenUp);
        causes("clients.lost.", meter.losses);
        observed("server.open", new Metric.Gauge(mostServerOpen(), meter.server.open()));
        if (meter.plan.serverRule().isPresent()) {
            causes("server.closed.", meter.serverCloses);
        }
        observed("server.lag", meter.generator.serverLag(VIRTUAL));
        meter.generator.tell(table, VIRTUAL);
    }

    private long mostOpen() {
        long closed =
                meter.timeline.seconds().stream().mapToLong(Second::open).max().orElse(0);
        return Math.max(closed, meter.timeline.open);
    }

    private long mostServerOpen() {
        long closed = meter.timeline.seconds().stream()
                .mapToLong(Second::serverOpen)
                .max()
                .orElse(0);
        return Math.max(closed, meter.server.open());
    }

    /** The slowest fault: an objective on recovery holds for every fault. */
    private void worst(String name, List<FaultOutcome> outcomes, ToDoubleFunction<FaultOutcome> millis) {
        double worst = outcomes.stream()
                .filter(outcome -> outcome.clientsHit() > 0)
                .mapToDouble(millis)
                .max()
                .orElse(Double.NaN);
        table.put(name, new Metric.Duration(worst));
    }

    private void put(LatencyRecorder recorder) {
        table.put(recorder.name(), recorder.summary());
    }

    private void observed(String name, Metric metric) {
        table.put(name, meter.plan.serverRule().isPresent() ? metric : new Metric.Absent(NO_SERVER));
    }

    private void count(String name, long value) {
        table.put(name, new Metric.Count(value));
    }

    private void causes(String prefix, CauseCounts counts) {
        counts.tell((cause, count) -> count(prefix + cause, count));
    }
}
