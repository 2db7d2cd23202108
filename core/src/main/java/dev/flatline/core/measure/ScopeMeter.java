package dev.flatline.core.measure;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of some of the clients: of a group, or of those that a fault hit. Not thread-safe.
 */
final class ScopeMeter {

    final DurationHistogram connectTotal = new DurationHistogram();
    final DurationHistogram heartbeatRtt = new DurationHistogram();
    final DurationHistogram messageRtt = new DurationHistogram();
    final DurationHistogram detectClient = new DurationHistogram();
    final DurationHistogram detectServer = new DurationHistogram();
    final DurationHistogram outage = new DurationHistogram();
    final AttemptMeter attempts = new AttemptMeter();
    long told;
    long falseKills;
    long slowKills;
    long secondWave;
    long lost;
    long gaveUp;
    int open;
    int mostOpen;

    void opened() {
        open++;
        mostOpen = Math.max(mostOpen, open);
    }

    /** The distribution of this name; null if it is not measured here. */
    @Nullable DurationHistogram distribution(String metric) {
        return switch (metric) {
            case "connect.total" -> connectTotal;
            case "heartbeat.rtt" -> heartbeatRtt;
            case "message.rtt" -> messageRtt;
            case "detect.client" -> detectClient;
            case "detect.server" -> detectServer;
            case "outage" -> outage;
            default -> null;
        };
    }

    /** What concerns a fault: how it was noticed, and how those whom it hit came back. */
    void tellStorm(Map<String, Metric> table, boolean serverSeen, long missed) {
        table.put("detect.client", detectClient.summary());
        table.put("detect.server", serverSeen ? detectServer.summary() : new Metric.Absent(MeterPlan.FOREIGN));
        table.put("detect.told", new Metric.Count(told));
        table.put("detect.missed", new Metric.Count(missed));
        table.put("outage", outage.summary());
        attempts.tell(table);
        table.put("second_wave", new Metric.Count(secondWave));
    }

    /** What concerns a group beside that. */
    void tellGroup(Map<String, Metric> table) {
        table.put("connect.total", connectTotal.summary());
        table.put("heartbeat.rtt", heartbeatRtt.summary());
        table.put("message.rtt", messageRtt.summary());
        table.put("false_kills", new Metric.Count(falseKills));
        table.put("slow_kills", new Metric.Count(slowKills));
        table.put("clients.open", new Metric.Gauge(mostOpen, open));
        table.put("clients.lost", new Metric.Count(lost));
        table.put("clients.gave_up", new Metric.Count(gaveUp));
    }
}
