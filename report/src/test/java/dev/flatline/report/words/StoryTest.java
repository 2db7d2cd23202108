package dev.flatline.report.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.FaultOutcome;
import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.RunResult;
import dev.flatline.report.testing.SampleMetrics;
import dev.flatline.report.testing.SampleRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoryTest {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final SampleRun run = new SampleRun();

    @Test
    void tellsARunInWhichAllWentWell() {
        Story story = Story.of(run.result());

        assertEquals(
                "2,000 clients ran against the embedded server for 75 s; a blackhole hit 1,000 of 2,000 clients from"
                        + " 15 s to 25 s and a server restart hit all 2,000 clients from 45 s to 47 s.",
                story.happened());
        assertEquals(
                "1,000 connections died silently: clients noticed after 3.00 s in the median and 4.01 s at worst and the"
                        + " server noticed after 6.51 s in the median and 7.42 s at worst; none was missed, and no"
                        + " heartbeat rule killed a connection that was alive and well.",
                story.noticed());
        assertEquals(
                "Everyone came back: the last client was open again 4.51 s after the blackhole ended and 6.12 s after"
                        + " the server restart ended, and the longest outage was 14.5 s; it took 6,981 reconnect"
                        + " attempts, 2,010 of them in the busiest second.",
                story.recovered());
    }

    @Test
    void namesDeathsNobodyNoticedAndKillsWithoutAReason() {
        run.metrics.put("detect.server", SampleMetrics.empty());
        run.metrics.put("detect.missed", new Metric.Count(1000));
        run.metrics.put("false_kills", new Metric.Count(1));

        assertEquals(
                "1,000 connections died silently: clients noticed after 3.00 s in the median and 4.01 s at worst and the"
                        + " server noticed none of them; 1,000 deaths had not been noticed by the end, and heartbeat"
                        + " rules killed 1 connection that nothing was wrong with.",
                Story.of(run.result()).noticed());
    }

    @Test
    void tellsBeingToldFromNoticingAndASlowConnectionFromADeadOne() {
        run.metrics.put("detect.server", SampleMetrics.empty());
        run.metrics.put("detect.told", new Metric.Count(1000));
        run.metrics.put("slow_kills", new Metric.Count(172));

        assertEquals(
                "1,000 connections died silently: clients noticed after 3.00 s in the median and 4.01 s at worst and the"
                        + " server noticed none of them; 1,000 notices came only with the FIN or RST that the fault had"
                        + " held back; none was missed, and heartbeat rules killed 172 connections that a fault only"
                        + " slowed down.",
                Story.of(run.result()).noticed());
    }

    @Test
    void tellsOfBrokenPromisesAndOfASecondWave() {
        run.metrics.put("detect.client.late", new Metric.Count(2));
        run.metrics.put("detect.server.late", new Metric.Count(1));
        run.metrics.put("second_wave", new Metric.Count(120));

        Story story = Story.of(run.result());

        assertTrue(
                story.noticed()
                        .contains("none was missed; 3 notices came later than the heartbeat rules promise, and no"),
                story::noticed);
        assertTrue(
                story.recovered()
                        .endsWith(
                                "in the busiest second; a second wave followed: 120 clients were lost again within 30 s"
                                        + " of returning."),
                story::recovered);
    }

    @Test
    void saysThatAForeignServersSideIsNotObservable() {
        run.foreign();

        Story story = Story.of(run.result());

        assertEquals(
                "1,000 connections died silently: clients noticed after 3.00 s in the median and 4.01 s at worst and"
                        + " what the server noticed is not observable (the server is not Flatline's: nobody sees"
                        + " inside it); the clients missed none, and no heartbeat rule killed a connection that was"
                        + " alive and well.",
                story.noticed());
        assertEquals(
                "2,000 clients ran against the server at ws://127.0.0.1:9001/ for 75 s;",
                story.happened().substring(0, story.happened().indexOf(';') + 1));
    }

    @Test
    void saysThatAFaultWasShorterThanEveryTimeout() {
        run.faults = List.of(new FaultOutcome(
                0,
                "blackhole",
                0.5,
                15,
                16,
                1000,
                1000,
                1000,
                1000,
                3,
                8,
                12,
                40,
                Map.of(),
                List.of(),
                FaultOutcome.Nature.UNTOLD));
        run.metrics.put("detect.client", SampleMetrics.empty());
        run.metrics.put("detect.server", SampleMetrics.empty());
        run.metrics.put("attempts.total", new Metric.Count(0));
        run.metrics.put("outage", new Metric.Distribution(1000, 0, 1010, 1010, 1030, 1035, 1039, 1040));

        Story story = Story.of(run.result());

        assertEquals(
                "The blackhole was shorter than every heartbeat timeout and killed nobody: all 1,000 connections"
                        + " that went silent lived on, and no heartbeat rule killed a connection that was alive and"
                        + " well.",
                story.noticed());
        assertEquals(
                "Everyone came back: the last client was open again 40.0 ms after the blackhole ended, and the longest"
                        + " outage was 1.04 s.",
                story.recovered());
    }

    @Test
    void saysThatNobodyCameBack() {
        run.faults = List.of(new FaultOutcome(
                0,
                "server-restart",
                1,
                45,
                Double.NaN,
                2000,
                2000,
                0,
                0,
                NEVER,
                NEVER,
                NEVER,
                NEVER,
                Map.of(),
                List.of(),
                FaultOutcome.Nature.UNTOLD));
        run.metrics.put("outage", new Metric.Distribution(0, 2000, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER));
        run.metrics.put("clients.gave_up", new Metric.Count(150));

        Story story = Story.of(run.result());

        assertEquals(
                "2,000 clients ran against the embedded server for 75 s; a server restart hit all 2,000 clients from"
                        + " 45 s until the run ended.",
                story.happened());
        assertEquals(
                "Nobody came back: 2,000 clients were without a working connection at the end, 150 of them for good,"
                        + " having given up; it took 6,981 reconnect attempts, 2,010 of them in the busiest second.",
                story.recovered());
    }

    @Test
    void saysThatSomeDidNotComeBack() {
        run.metrics.put("outage", new Metric.Distribution(1999, 1, NEVER, 9, 9, 9, NEVER, NEVER));
        run.metrics.put("attempts.total", new Metric.Count(0));

        assertEquals(
                "Not everyone came back: 1 client was without a working connection at the end.",
                Story.of(run.result()).recovered());
    }

    @Test
    void speaksWithReserveOfANumberThatSaysNothing() {
        run.verdict = RunResult.Verdict.INVALID;
        run.state = RunResult.State.COMPLETED;

        Story story = Story.of(run.result());

        assertTrue(story.happened().startsWith("As measured: 2,000 clients ran"), story.happened());
        assertTrue(story.recovered().startsWith("As measured: everyone came back"), story.recovered());
    }

    @Test
    void doesNotGiveUpOnClientsOfARunThatWasStopped() {
        run.state = RunResult.State.INTERRUPTED;
        run.metrics.put("outage", new Metric.Distribution(1999, 1, NEVER, 9, 9, 9, NEVER, NEVER));

        assertTrue(Story.of(run.result()).recovered().startsWith("Not everyone was back yet: 1 client was"));
    }

    @Test
    void tellsARunWithoutFaults() {
        run.faults = List.of();
        run.metrics.put("outage", SampleMetrics.empty());
        run.metrics.put("attempts.total", new Metric.Count(0));

        Story story = Story.of(run.result());

        assertEquals(
                "2,000 clients ran against the embedded server for 75 s, and no fault was injected.", story.happened());
        assertEquals(
                "No connection died silently, so there was no death to notice, and no heartbeat rule killed a"
                        + " connection that was alive and well.",
                story.noticed());
        assertEquals("No client was ever without a working connection.", story.recovered());
    }

    @Test
    void doesNotPraiseARunThatNeverConnected() {
        run.metrics.put("clients.open", new Metric.Gauge(0, 0));
        run.metrics.put("connect.total", SampleMetrics.empty());

        Story story = Story.of(run.result());

        assertEquals(
                "2,000 clients ran against the embedded server for 75 s, and none of them ever opened a connection.",
                story.happened());
        assertEquals("There was no connection whose death anybody could have noticed.", story.noticed());
    }
}
