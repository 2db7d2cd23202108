package dev.flatline.core.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

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
        meter.connects.attempts.tell(table);
        count("second_wave", meter.secondWave.count());
    }

    /**
     * What was never answered has no duration and is not in the percentiles: it is counted beside them as lost, unless it
     * left since the beginning of the last full second and may still be under way.
     */
    private void traffic() {
        long closedSeconds = meter.timeline.seconds().size();
        put(meter.traffic.heartbeatRtt);
        put(meter.traffic.heartbeatRttRaw);
        meter.phases.tell(table, sinceStartNanos());
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
        count("detect.client.late", meter.detection.bounds().clientsLate());
        observed("detect.server.late", new Metric.Count(meter.detection.bounds().serverLate()));
        count("detect.told", meter.detection.told());
        count("detect.missed", meter.detection.missed());
        count("false_kills", meter.detection.falseKills());
        count("slow_kills", meter.detection.slowKills());
        observed("ghosts", new Metric.Gauge(meter.server.mostGhosts(), meter.server.ghosts()));
    }

    private void recovery() {
        meter.outages.outage.unfinished(meter.outages.running());
        put(meter.outages.outage);
        List<FaultOutcome> outcomes = faults(meter);
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
        count("clients.lost", meter.losses.sum());
        causes("clients.lost.", meter.losses);
        observed("server.open", new Metric.Gauge(mostServerOpen(), meter.server.open()));
        if (isServerSeen()) {
            causes("server.closed.", meter.serverCloses);
        }
        observed("server.lag", meter.generator.serverLag(VIRTUAL));
        meter.generator.tell(table, VIRTUAL);
        meter.health
                .table(meter.plan.virtualTime(), VIRTUAL)
                .forEach((name, metric) -> table.put(
                        name, name.startsWith("server.") && !isServerSeen() ? new Metric.Absent(NO_SERVER) : metric));
        long absurd =
                meter.recorders().stream().mapToLong(LatencyRecorder::absurd).sum();
        count("generator.clock", absurd);
    }

    /** What each fault that has begun did so far. */
    static List<FaultOutcome> faults(RunMeter meter) {
        return meter.recovery.outcomes(meter.plan.originNanos(), hit -> {
            MetricTable metrics = new MetricTable(meter);
            int fault = hit.fault.index();
            ScopeMeter scope = meter.scopes.fault(fault);
            scope.outage.unfinished(meter.outages.runningBecauseOf(fault));
            scope.tellStorm(metrics.table, metrics.isServerSeen(), meter.detection.missedOf(fault));
            meter.phases.tellFault(fault, metrics.table, metrics.sinceStartNanos());
            return metrics.table;
        });
    }

    /** The metrics of each group, by its name; none if there is one group. */
    static Map<String, Map<String, Metric>> groups(RunMeter meter) {
        Map<String, Map<String, Metric>> all = new LinkedHashMap<>();
        for (int group = 0;
                meter.scopes.hasGroups() && group < meter.scopes.names().size();
                group++) {
            MetricTable metrics = new MetricTable(meter);
            metrics.group(group);
            all.put(meter.scopes.names().get(group), metrics.table);
        }
        return all;
    }

    private void group(int group) {
        int first = meter.scopes.first(group);
        int end = meter.scopes.end(group);
        ScopeMeter scope = meter.scopes.group(group);
        scope.outage.unfinished(meter.outages.running(first, end));
        scope.tellGroup(table);
        scope.tellStorm(table, isServerSeen(), meter.detection.missedBy(first, end));
        meter.phases.tellGroup(group, table, sinceStartNanos());
        List<DurationHistogram> recoveries = meter.recovery.ofGroup(group);
        worstOf("recover.t50", recoveries, 0.5);
        worstOf("recover.t90", recoveries, 0.9);
        worstOf("recover.t99", recoveries, 0.99);
        worstOf("recover.t100", recoveries, 1);
    }

    static double percentileMillis(RunMeter meter, String metric, Part part, double share) {
        if (part instanceof Part.OfFault fault) {
            meter.scopes.fault(fault.index()).outage.unfinished(meter.outages.runningBecauseOf(fault.index()));
            return percentile(meter.scopes.fault(fault.index()).distribution(metric), share);
        }
        int group = part instanceof Part.OfGroup named ? meter.scopes.names().indexOf(named.name()) : -1;
        if (group >= 0 && meter.scopes.hasGroups()) {
            ScopeMeter scope = meter.scopes.group(group);
            scope.outage.unfinished(meter.outages.running(meter.scopes.first(group), meter.scopes.end(group)));
            return percentile(scope.distribution(metric), share);
        }
        meter.outages.outage.unfinished(meter.outages.running());
        return meter.recorders().stream()
                .filter(recorder -> recorder.name().equals(metric))
                .mapToDouble(recorder -> recorder.percentileMillis(share))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double percentile(@Nullable DurationHistogram times, double share) {
        return times == null ? Double.NaN : times.percentileMillis(share);
    }

    private void worstOf(String name, List<DurationHistogram> recoveries, double share) {
        double worst = recoveries.stream()
                .mapToDouble(times -> times.percentileMillis(share))
                .max()
                .orElse(Double.NaN);
        table.put(name, new Metric.Duration(worst));
    }

    /** To the whole second: what is looked at since then is not complete yet. */
    private long sinceStartNanos() {
        return meter.timeline.seconds().size() * 1_000_000_000L;
    }

    private boolean isServerSeen() {
        return meter.plan.serverRule().isPresent();
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
        table.put(name, isServerSeen() ? metric : new Metric.Absent(NO_SERVER));
    }

    private void count(String name, long value) {
        table.put(name, new Metric.Count(value));
    }

    private void causes(String prefix, CauseCounts counts) {
        counts.tell((cause, count) -> count(prefix + cause, count));
    }
}
