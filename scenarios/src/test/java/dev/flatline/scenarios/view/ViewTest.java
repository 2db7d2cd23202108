package dev.flatline.scenarios.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.Fault;
import dev.flatline.core.fault.FaultPlan;
import dev.flatline.core.fault.ReplicaAction;
import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.core.measure.Second;
import dev.flatline.core.measure.Snapshot;
import dev.flatline.scenarios.run.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ViewTest {

    private static final long SECOND = 1_000_000_000L;
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final FaultPlan PLAN = new FaultPlan(List.of(
            new ScheduledFault(0, new Fault.Blackhole(), 15 * SECOND, 10 * SECOND, 0.5),
            new ScheduledFault(1, new Fault.ServerRestart(), 45 * SECOND, 2 * SECOND, 1)));

    @Test
    void aPlainLineEveryFiveSecondsOffATerminal() {
        StringWriter out = new StringWriter();
        LiveView view = new LiveView(Screen.plain(new PrintWriter(out), Style.PLAIN), PLAN);

        for (double at = 0.25; at < 16; at += 0.25) {
            view.onProgress(progress(at, at < 15 ? List.of() : List.of("blackhole")));
        }
        view.close();

        assertEquals("""
                00:00 / 01:15  open 1,003 / 2,000, attempts/s 212, ghosts 997, down 41; next fault: blackhole in 15 s
                00:05 / 01:15  open 1,003 / 2,000, attempts/s 212, ghosts 997, down 41; next fault: blackhole in 10 s
                00:10 / 01:15  open 1,003 / 2,000, attempts/s 212, ghosts 997, down 41; next fault: blackhole in 5 s
                  15.0 s  blackhole begins
                00:15 / 01:15  open 1,003 / 2,000, attempts/s 212, ghosts 997, down 41; fault: blackhole, ends in 10 s
                """, out.toString());
    }

    @Test
    void aBlockOnATerminalInUnicodeAndInAscii() {
        Progress progress = progress(23, List.of("blackhole"));
        List<Long> attempts = List.of(0L, 0L, 3L, 50L, 212L, 100L);

        assertEquals(
                """
                time         ████▓▓▓░░░░░▓░░░░░░░  00:23 / 01:15
                connections  ██████████░░░░░░░░░░  1,003 / 2,000
                attempts/s                 ▁▁▂▃█▄  212
                ghosts 997  down 41
                fault: blackhole, ends in 2 s
                ✓ false_kills == 0  0
                ✗ outage.p99 < 5s  never""", String.join("\n", StatusText.block(progress, PLAN, attempts, new Style(true, false), 55, 30)));
        assertEquals("""
                time         ####!!!.....!.......  00:23 / 01:15
                connections  ##########..........  1,003 / 2,000
                attempts/s                 __.-@=  212""", String.join("\n", StatusText.block(progress, PLAN, attempts, Style.PLAIN, 55, 3)));
    }

    @Test
    void faultsThatComeAndGoObjectivesThatAreMissedAndWhatSpoilsTheRunAreEvents() {
        StringWriter out = new StringWriter();
        LiveView view = new LiveView(Screen.plain(new PrintWriter(out), Style.PLAIN), PLAN);

        view.onProgress(progress(1, List.of(), Outcome.MET));
        view.onProgress(progress(2, List.of("blackhole"), Outcome.MET));
        view.onProgress(progress(3, List.of("blackhole"), Outcome.MISSED));
        view.onProgress(progress(4, List.of(), Outcome.MISSED));
        view.onProgress(spoilt(progress(5, List.of(), Outcome.MISSED)));
        view.onProgress(spoilt(progress(6, List.of(), Outcome.MISSED)));

        assertEquals(
                List.of(
                        "   2.0 s  blackhole begins",
                        "   3.0 s  missed as it stands: outage.p99 < 5s  (never)",
                        "   4.0 s  blackhole is over",
                        "   5.0 s  spoilt: a disk is full"),
                out.toString().lines().filter(line -> line.startsWith(" ")).toList());
    }

    @Test
    void noLineOfTheBlockIsWiderThanTheTerminal() {
        for (int width = 1; width < 100; width++) {
            for (String line :
                    StatusText.block(progress(23, List.of()), PLAN, List.of(1L, 2L), Style.PLAIN, width, 30)) {
                assertTrue(line.length() <= width, line);
            }
        }
    }

    @Test
    void theBlockIsRewrittenInPlaceAndTakenAwayAtTheEnd() {
        StringWriter out = new StringWriter();
        LiveView view =
                new LiveView(new Screen(new PrintWriter(out), true, () -> 80, () -> 30, Style.PLAIN), FaultPlan.NONE);

        view.onProgress(progress(1, List.of()));
        view.onProgress(progress(2, List.of()));
        view.close();

        assertEquals(2, out.toString().split("\u001b\\[7F", -1).length - 1);
        assertTrue(out.toString().endsWith("\u001b[7F\u001b[J"));
        assertTrue(out.toString().contains("no faults"));
    }

    @Test
    void theSummaryHasMetricsFaultsObjectivesAndTheVerdict() {
        assertEquals("""
                METRIC                       COUNT         P50         P99         MAX
                detect.client                1,000      3.00 s      4.10 s      4.21 s
                outage                          10      8.00 s       never       never  2 unfinished
                message.rtt                      0  3 unfinished
                attempts.total               4,211
                attempts.per_recovery         1.23
                clients.open                 1,999  at the end, 2,000 at most
                - ghosts: not ours

                FAULT            FROM-TO               HIT       DIED   SURVIVED  BACK: 50%        99%       100%
                blackhole        15.0-25.0 s         1,000      1,000          3     120 ms     2.50 s      never
                server-restart   45.0-? s            2,000          -          -          -          -          -

                OBJECTIVES
                + detect.client.max < 5s               4.21 s
                x outage.p99 < 25s                     never
                x recover.t99 < 12s                    no data  (nothing happened)
                - ghosts.max < 5                       not observable  (not ours)

                warning: the disk is full

                MISSED: 2 of 3 objectives (real, 75 s)""", String.join("\n", Summary.lines(result(Verdict.MISSED), Style.PLAIN)));
    }

    @Test
    void nothingIsDecidedInARunThatWasCutShort() {
        List<String> lines = Summary.lines(result(Verdict.INCOMPLETE), Style.PLAIN);

        assertTrue(
                lines.contains("- outage.p99 < 25s                     not decided  (never by then)"), lines::toString);
        assertTrue(lines.contains("- recover.t99 < 12s                    not decided"), lines::toString);
    }

    @Test
    void aLongNameMovesTheColumnsInsteadOfBreakingThem() {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("clients.lost.heartbeat-expired", new Metric.Count(1_000));
        metrics.put("false_kills", new Metric.Count(0));

        assertEquals("""
                METRIC                              COUNT         P50         P99         MAX
                clients.lost.heartbeat-expired      1,000
                false_kills                             0""", String.join("\n", MetricLines.of(metrics, "", Style.PLAIN)));
    }

    @Test
    void saysWhatAFaultReallyDoesAndHowThoseDiedWhoseDeathsWereNoticed() {
        ReplicaAction pause = new ReplicaAction.Pause();
        FaultOutcome.Nature nature = new FaultOutcome.Nature(pause.sign(), pause.effect(), List.of(2));

        List<String> lines = Summary.lines(result(Verdict.MET, nature), Style.PLAIN);

        assertTrue(
                lines.contains("detect.client                1,000      3.00 s      4.10 s      4.21 s  silent, still"
                        + " acknowledged"),
                lines::toString);
        assertTrue(
                lines.contains(
                        "blackhole replica 2: Silent, still acknowledged. The program is frozen, its kernel is not:"
                                + " bytes"),
                lines::toString);
        assertTrue(lines.stream().allMatch(line -> line.length() < 110), lines::toString);
    }

    @Test
    void theVerdictIsOneLine() {
        assertEquals("MET: the objective (real, 75 s)", verdict(Verdict.MET));
        assertEquals(
                "INVALID: the numbers say nothing about the server; the first warning says why (real, 75 s)",
                verdict(Verdict.INVALID));
        assertEquals("INCOMPLETE: stopped after 75 of 80 s; the report covers what ran", verdict(Verdict.INCOMPLETE));
    }

    @Test
    void colorsOnlyWhereTheyAreWanted() {
        String colored = String.join("\n", Summary.lines(result(Verdict.MISSED), new Style(true, true)));
        String plain = String.join("\n", Summary.lines(result(Verdict.MISSED), new Style(true, false)));

        assertTrue(colored.contains("\u001b[32m✓\u001b[0m detect.client.max"), colored);
        assertFalse(plain.contains("\u001b"), plain);
        assertTrue(plain.contains("✗ outage.p99"), plain);
        assertTrue(Terminals.colored(Map.of()));
        assertFalse(Terminals.colored(Map.of("NO_COLOR", "1")));
    }

    private static String verdict(Verdict verdict) {
        List<String> lines = Summary.lines(result(verdict), Style.PLAIN);
        return lines.get(lines.size() - 1);
    }

    private static Progress progress(double elapsed, List<String> faults) {
        return progress(elapsed, faults, Outcome.MISSED);
    }

    private static Progress progress(double elapsed, List<String> faults, Outcome outages) {
        Second last = new Second(3, 1003, 2000, 997, 212, 200, 12, 0, 9, 9);
        List<ObjectiveOutcome> objectives = List.of(
                new ObjectiveOutcome("false_kills == 0", "0", Outcome.MET, ""),
                new ObjectiveOutcome("outage.p99 < 5s", "never", outages, ""));
        Snapshot now = new Snapshot(last, 1003, 2000, 997, 41, 0, faults);
        return new Progress(elapsed, 75, 2000, now, objectives, faults, List.of());
    }

    private static Progress spoilt(Progress progress) {
        return new Progress(
                progress.elapsedSeconds(),
                progress.plannedSeconds(),
                progress.clients(),
                progress.snapshot(),
                progress.objectives(),
                progress.faultsInForce(),
                List.of("a disk is full"));
    }

    private static RunResult result(Verdict verdict) {
        return result(verdict, FaultOutcome.Nature.UNTOLD);
    }

    /** The same, with what is known of the first fault. */
    private static RunResult result(Verdict verdict, FaultOutcome.Nature nature) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("detect.client", new Metric.Distribution(1000, 0, 3100, 3000, 3900, 4100, 4200, 4210));
        metrics.put("outage", new Metric.Distribution(10, 2, NEVER, 8000, NEVER, NEVER, NEVER, NEVER));
        metrics.put("message.rtt", new Metric.Distribution(0, 3, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER));
        metrics.put("attempts.total", new Metric.Count(4211));
        metrics.put("attempts.per_recovery", new Metric.Ratio(1.234));
        metrics.put("recover.t50", new Metric.Duration(120));
        metrics.put("clients.open", new Metric.Gauge(2000, 1999));
        metrics.put("ghosts", new Metric.Absent("not ours"));
        return new RunResult(
                new RunResult.Identity("s", "", 42, "real", "embedded server", 2000, 80, "2026-01-01T00:00:00Z", "c"),
                RunResult.State.COMPLETED,
                verdict,
                75,
                metrics,
                Map.of(),
                faults(nature),
                List.of(),
                List.of(
                        new ObjectiveOutcome("detect.client.max < 5s", "4.21 s", Outcome.MET, ""),
                        new ObjectiveOutcome("outage.p99 < 25s", "never", Outcome.MISSED, ""),
                        new ObjectiveOutcome("recover.t99 < 12s", "no data", Outcome.NO_DATA, "nothing happened"),
                        new ObjectiveOutcome("ghosts.max < 5", "not observable", Outcome.NOT_OBSERVABLE, "not ours")),
                Map.of(),
                List.of("the disk is full"),
                "0");
    }

    private static List<FaultOutcome> faults(FaultOutcome.Nature nature) {
        return List.of(
                new FaultOutcome(
                        0,
                        "blackhole",
                        0.5,
                        15,
                        25,
                        1000,
                        1000,
                        1000,
                        3,
                        120,
                        900,
                        2500,
                        NEVER,
                        Map.of(),
                        List.of(),
                        nature),
                new FaultOutcome(
                        1,
                        "server-restart",
                        1,
                        45,
                        Double.NaN,
                        2000,
                        2000,
                        0,
                        0,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Map.of(),
                        List.of(),
                        FaultOutcome.Nature.UNTOLD));
    }
}
