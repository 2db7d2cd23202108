package dev.flatline.report.testing;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.HistogramLogFile;
import dev.flatline.core.measure.LogOfDurations;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Returned;
import dev.flatline.core.measure.Second;
import dev.flatline.report.files.HealthTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A run of 10,000 clients that never rest: no second is like the one before, and every table and chart is full. */
public final class LargeRun {

    private static final List<String> LOGGED = List.of(
            "connect.tcp",
            "connect.tls",
            "connect.upgrade",
            "connect.greeting",
            "connect.total",
            "connect.total.raw",
            "heartbeat.rtt",
            "heartbeat.rtt.raw",
            "message.rtt",
            "message.rtt.raw",
            "message.push",
            "message.push.raw",
            "detect.client",
            "detect.server",
            "outage",
            "generator.lag",
            "generator.lag.fleet",
            "generator.lag.proxy",
            "server.lag",
            "generator.late",
            "generator.gc",
            "generator.recorder");
    private static final List<String> STATES = List.of(
            "established",
            "time_wait",
            "syn_recv",
            "fin_wait2",
            "close_wait",
            "listen",
            "syn_sent",
            "fin_wait1",
            "last_ack",
            "closing",
            "close");
    private static final int DURATIONS_A_SECOND = 60;

    private final Random random = new Random(7);

    /** Everything that a run of so many seconds leaves, its histogram log in that file. */
    public SampleRun seconds(int length, Path histogramLog) throws IOException {
        SampleRun run = new SampleRun();
        run.ranSeconds = length;
        run.seconds = new ArrayList<>();
        List<HealthTable.Row> rows = new ArrayList<>();
        List<String> names = names();
        for (int s = 0; s < length; s++) {
            run.seconds.add(second(s));
            rows.add(new HealthTable.Row(
                    s, names.stream().map(name -> random.nextDouble() * 10_000).toList()));
        }
        run.health = new HealthTable(names, rows);
        run.faults = faults(length);
        run.groups = groups();
        run.histograms = Optional.of(log(length, histogramLog));
        return run;
    }

    private Second second(int s) {
        return new Second(s, any(), any(), any(), any(), any(), any(), any(), any(), any());
    }

    private int any() {
        return random.nextInt(10_000);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        STATES.forEach(state -> names.add("tcp.server." + state));
        STATES.forEach(state -> names.add("tcp.client." + state));
        names.addAll(List.of(
                "generator.lag",
                "generator.gc",
                "server.lag",
                "generator.cpu",
                "generator.cpu.machine",
                "generator.heap",
                "server.heap",
                "server.handshakes",
                "server.heartbeats"));
        return names;
    }

    private static List<FaultOutcome> faults(int length) {
        List<FaultOutcome> faults = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<Returned> curve = new ArrayList<>();
            for (int step = 1; step <= 200; step++) {
                curve.add(new Returned(step * 71.3 + i, step * 50L));
            }
            double began = length * (i + 0.5) / 20;
            faults.add(new FaultOutcome(
                    i,
                    "blackhole",
                    0.5,
                    began,
                    began + 5,
                    10_000,
                    10_000,
                    10_000,
                    0,
                    1,
                    2,
                    3,
                    4,
                    SampleMetrics.storm(),
                    curve,
                    FaultOutcome.Nature.UNTOLD));
        }
        return faults;
    }

    private static Map<String, Map<String, Metric>> groups() {
        Map<String, Map<String, Metric>> groups = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            groups.put("group-" + i, SampleMetrics.storm());
        }
        return groups;
    }

    private HistogramLogFile log(int length, Path file) throws IOException {
        try (LogOfDurations log = new LogOfDurations(file)) {
            for (int s = 0; s < length; s++) {
                for (String metric : LOGGED) {
                    for (int i = 0; i < DURATIONS_A_SECOND; i++) {
                        log.record(metric, Math.exp(random.nextGaussian() * 2));
                    }
                }
                log.endSecond();
            }
        }
        return HistogramLogFile.open(file);
    }
}
