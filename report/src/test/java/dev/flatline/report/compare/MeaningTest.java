package dev.flatline.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.report.testing.SampleRun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeaningTest {

    @Test
    void knowsWhichWayEachNumberIsBetter() {
        Meaning meaning = Meaning.of(List.of());

        for (String lower : List.of(
                "outage.p99",
                "recover.t99{fault=0}",
                "false_kills",
                "ghosts.end",
                "attempts.peak.100ms",
                "connect.failed.reset",
                "clients.lost",
                "clients.lost.reset",
                "tcp.listen_drops",
                "detect.client.late",
                "bytes_per_connection.heap.max")) {
            assertEquals(Better.LOWER, meaning.better(lower), lower);
        }
        assertEquals(Better.HIGHER, meaning.better("clients.open.end"));
        assertEquals(Better.NEITHER, meaning.better("message.sent"));
        assertEquals(Better.NEITHER, meaning.better("detect.told"));
    }

    @Test
    void whatDecidesIsListed() {
        Meaning meaning = Meaning.of(List.of());

        assertTrue(meaning.decides("outage.p50{group=phones}") && meaning.decides("clients.open.end"));
        assertFalse(meaning.decides("connect.upgrade.p50") || meaning.decides("clients.open.max"));
        assertFalse(meaning.decides("detect.server.late") || meaning.decides("clients.gave_up.reset"));
        assertTrue(meaning.decides("clients.gave_up"));
    }

    @Test
    void whatAnObjectiveAsksForDecidesTooTheWayItHasIt() {
        Meaning meaning = asked(
                "message.sent > 1000",
                "tcp.listen_overflows == 0 and connect.upgrade.p99 < 5ms",
                "server.open.end == 5");

        assertEquals(Better.HIGHER, meaning.better("message.sent"));
        assertTrue(meaning.decides("message.sent") && meaning.decides("tcp.listen_overflows"));
        assertTrue(meaning.decides("connect.upgrade.p50") && !meaning.decides("connect.tcp.p50"));
        assertFalse(meaning.decides("server.open.max"));
    }

    @Test
    void aScopeOrAnotherStatIsOfTheSameMetric() {
        assertEquals("outage", Meaning.metric("outage.p99{fault=0}"));
        assertEquals("detect.client", Meaning.metric("detect.client.p99.9"));
        assertEquals("attempts.peak.100ms", Meaning.metric("attempts.peak.100ms"));
        assertTrue(asked("server.lag.p99{group=a} < 5ms").decides("server.lag.p50"));
    }

    private static Meaning asked(String... objectives) {
        SampleRun run = new SampleRun();
        run.objectives = Arrays.stream(objectives)
                .map(text -> SampleRun.objective(text, "", Outcome.MET, ""))
                .toList();
        return Meaning.of(List.of(run.result()));
    }
}
