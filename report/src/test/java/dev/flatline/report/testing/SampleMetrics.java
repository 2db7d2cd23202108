package dev.flatline.report.testing;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Metric.Count;
import dev.flatline.core.measure.Metric.Distribution;
import dev.flatline.core.measure.Metric.Duration;
import dev.flatline.core.measure.Metric.Gauge;
import dev.flatline.core.measure.Metric.Ratio;
import java.util.LinkedHashMap;
import java.util.Map;

/** The metrics of {@link SampleRun}. */
public final class SampleMetrics {

    private SampleMetrics() {}

    /** A distribution in which nothing was recorded. */
    public static Distribution empty() {
        return new Distribution(0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** What is measured of some of the clients; with a factor, so that no two of them are the same. */
    static Map<String, Metric> ofClients(double slower) {
        Map<String, Metric> some = new LinkedHashMap<>();
        some.put("outage", new Distribution(1500, 0, 6021 * slower, 4110 * slower, 11_840, 13_902, 14_370, 14_507.1));
        some.put("detect.client", new Distribution(500, 0, 3001.2, 3002.4 * slower, 3801, 3990, 4007.2, 4012.3));
        some.put("detect.server", empty());
        some.put("attempts.total", new Count(Math.round(3000 * slower)));
        some.put("attempts.per_recovery", new Ratio(2.1 * slower));
        some.put("recover.t99", new Duration(3920.25 * slower));
        some.put("clients.open", new Gauge(1000, Math.round(990 / slower)));
        return some;
    }

    static Map<String, Metric> storm() {
        Map<String, Metric> all = new LinkedHashMap<>();
        all.put("connect.tcp", new Distribution(4998, 0, 0.412, 0.208, 0.71, 3.802, 11.4, 14.2));
        all.put("connect.upgrade", new Distribution(4998, 0, 1.92, 0.951, 4.21, 19.3, 44.7, 61.2));
        all.put("connect.total", new Distribution(4998, 0, 2.61, 1.344, 5.62, 24.1, 52.9, 71.35));
        all.put("connect.total.raw", new Distribution(4998, 0, 2.33, 1.16, 4.92, 22.8, 50.1, 70.9));
        all.put("connect.failed.refused", new Count(2880));
        all.put("connect.failed.upgrade-timeout", new Count(1103));
        all.put("attempts.total", new Count(6981));
        all.put("attempts.peak", new Count(2010));
        all.put("attempts.wasted", new Count(3983));
        all.put("attempts.per_recovery", new Ratio(2.327));
        all.put("heartbeat.rtt", new Distribution(61_220, 0, 0.871, 0.442, 1.31, 9.82, 31.2, 48.8));
        all.put("heartbeat.rtt.raw", new Distribution(61_220, 0, 0.7, 0.4, 1.1, 7.9, 28.4, 47.6));
        all.put("message.rtt", new Distribution(24_310, 0, 0.913, 0.461, 1.42, 10.4, 33.3, 51.7));
        all.put("message.rtt.raw", new Distribution(24_310, 0, 0.74, 0.42, 1.2, 8.3, 30.2, 50.1));
        all.put("message.sent", new Count(24_310));
        all.put("message.skipped", new Count(2410));
        all.put("detect.client", new Distribution(1000, 0, 3001.2, 3002.4, 3801, 3990, 4007.2, 4012.3));
        all.put("detect.server", new Distribution(1000, 0, 6480, 6511.6, 7130, 7390, 7420.5, 7424.8));
        all.put("detect.missed", new Count(0));
        all.put("false_kills", new Count(0));
        all.put("ghosts", new Gauge(1000, 0));
        all.put("outage", new Distribution(3000, 0, 6021, 4110, 11_840, 13_902, 14_370, 14_507.1));
        all.put("recover.t50", new Duration(1204.5));
        all.put("recover.t90", new Duration(2480));
        all.put("recover.t99", new Duration(3920.25));
        all.put("recover.t100", new Duration(6120));
        all.put("clients.open", new Gauge(2000, 2000));
        all.put("clients.gave_up", new Count(0));
        all.put("clients.lost.heartbeat-expired", new Count(1000));
        all.put("clients.lost.end-of-stream", new Count(2000));
        all.put("server.open", new Gauge(2000, 2000));
        all.put("server.closed.heartbeat-expired", new Count(1000));
        all.put("server.closed.server-stopped", new Count(2000));
        all.put("generator.lag", new Distribution(7502, 0, 0.31, 0.12, 0.6, 3.1, 9.9, 12.4));
        return all;
    }
}
