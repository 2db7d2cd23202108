package dev.flatline.report.testing;

import dev.flatline.core.measure.BoundCheck;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.HistogramLogFile;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Returned;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.Second;
import dev.flatline.report.files.HealthTable;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.files.ServerTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that could have been: 2,000 clients, a blackhole on half of them from 15 s to 25 s, a restart at 45 s. A test changes
 * what it is about and builds the rest as it is.
 */
public final class SampleRun {

    /** What a run against somebody else's server cannot see. */
    public static final String FOREIGN = "the server is not Flatline's: nobody sees inside it";

    public final Map<String, Metric> metrics = SampleMetrics.storm();
    public List<FaultOutcome> faults = List.of(
            new FaultOutcome(
                    0,
                    "blackhole",
                    0.5,
                    15,
                    25,
                    1000,
                    1000,
                    1000,
                    0,
                    1204.5,
                    2480,
                    3920.25,
                    4507.1,
                    Map.of(),
                    List.of(),
                    FaultOutcome.Nature.UNTOLD),
            new FaultOutcome(
                    1,
                    "server-restart",
                    1,
                    45,
                    47,
                    2000,
                    2000,
                    0,
                    0,
                    702,
                    1890.75,
                    3333,
                    6120,
                    Map.of(),
                    List.of(),
                    FaultOutcome.Nature.UNTOLD));
    public Map<String, Map<String, Metric>> groups = Map.of();
    public List<BoundCheck> bounds = List.of();
    public List<ObjectiveOutcome> objectives = List.of(
            objective("detect.client.max < 5s", "4.01 s", ObjectiveOutcome.Outcome.MET, ""),
            objective("detect.server.max < 8s", "7.42 s", ObjectiveOutcome.Outcome.MET, ""),
            objective("outage.p99 < 25s", "13.9 s", ObjectiveOutcome.Outcome.MET, ""),
            objective("attempts.peak < 2500/s", "2010/s", ObjectiveOutcome.Outcome.MET, ""),
            objective("false_kills == 0", "0", ObjectiveOutcome.Outcome.MET, ""));
    public List<Second> seconds = storm(75);
    public HealthTable health = HealthTable.EMPTY;
    public ServerTable servers = ServerTable.EMPTY;
    public Optional<HistogramLogFile> histograms = Optional.empty();
    public List<String> warnings = List.of();
    public RunResult.State state = RunResult.State.COMPLETED;
    public RunResult.Verdict verdict = RunResult.Verdict.MET;
    public String scenario = "reconnect-storm";
    public String target = "embedded server";
    public String engine = "real";
    public int clients = 2000;
    public String traceHash = "6b1d0f2c9a3e4875";
    public double ranSeconds = 75.02;
    public boolean beingWritten;

    /** One objective and what came of it. */
    public static ObjectiveOutcome objective(
            String text, String actual, ObjectiveOutcome.Outcome outcome, String reason) {
        return new ObjectiveOutcome(text, actual, outcome, reason);
    }

    /** The same run with everything that a page can show: samples, histograms, curves, groups, bounds. */
    public SampleRun withEverything(Path histogramLog) {
        health = SampleHealth.storm();
        histograms = Optional.of(SampleDurations.write(histogramLog));
        metrics.put("heartbeat.phase_lock.before", new Metric.Ratio(1.41));
        metrics.put("heartbeat.phase_lock.after", new Metric.Ratio(6.2));
        groups = Map.of("phones", SampleMetrics.ofClients(1.4), "web", SampleMetrics.ofClients(1));
        bounds = List.of(
                new BoundCheck("detect.client", "", "a ping every 2s, 2s of silence", 4_012, 1000, 0, 4_010),
                new BoundCheck("detect.server", "", "6s of silence, a look every 1s", 7_010, 1000, 3, 7_424.8));
        faults = faults.stream().map(SampleRun::withCurve).toList();
        return this;
    }

    private static FaultOutcome withCurve(FaultOutcome fault) {
        List<Returned> curve = new ArrayList<>();
        for (int step = 1; step <= 100; step++) {
            double share = step / 100.0;
            curve.add(new Returned(fault.t100() * share * share, Math.round(fault.clientsHit() * share)));
        }
        return new FaultOutcome(
                fault.index(),
                fault.label(),
                fault.share(),
                fault.beganSeconds(),
                fault.endedSeconds(),
                fault.clientsChosen(),
                fault.clientsHit(),
                fault.died(),
                fault.survived(),
                fault.t50(),
                fault.t90(),
                fault.t99(),
                fault.t100(),
                SampleMetrics.ofClients(1 + fault.index()),
                curve,
                fault.nature());
    }

    /** The same run against a server that nobody sees inside. */
    public SampleRun foreign() {
        target = "ws://127.0.0.1:9001/";
        for (String name : List.of("detect.server", "ghosts", "server.open")) {
            metrics.put(name, new Metric.Absent(FOREIGN));
        }
        metrics.keySet().removeIf(name -> name.startsWith("server.closed."));
        return this;
    }

    /** The result as it stands. */
    public RunResult result() {
        RunResult.Identity identity = new RunResult.Identity(
                scenario,
                "Half the fleet goes silent for ten seconds, then the server restarts. Who notices, and does everyone"
                        + " come back?",
                42,
                engine,
                target,
                clients,
                75,
                "2026-11-01T12:00:00Z",
                "./flatline run reconnect-storm --seed 42");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("java", "OpenJDK 17.0.15");
        environment.put("os", "Linux 6.1 amd64, 2 cores");
        environment.put("netty", "4.2.18.Final, epoll");
        return new RunResult(
                identity,
                state,
                verdict,
                ranSeconds,
                metrics,
                groups,
                faults,
                bounds,
                objectives,
                environment,
                warnings,
                traceHash);
    }

    /** The folder that it would leave behind. */
    public ResultFolder folder() {
        String yaml = "name: " + scenario + "\nseed: 42\nduration: 75s\n";
        return new ResultFolder("0.1.0", result(), seconds, health, servers, histograms, yaml, beingWritten, List.of());
    }

    /** A timeline of that many seconds with the storm at its usual place. */
    public static List<Second> storm(int length) {
        List<Second> seconds = new ArrayList<>();
        for (int s = 0; s < length; s++) {
            seconds.add(SampleSeconds.at(s));
        }
        return seconds;
    }
}
