package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.fault.ScheduledFault;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detection against what its rule promises, as told through a recorder. */
class BoundsTest {

    private static final ScheduledFault HOLE = Told.blackhole(0);

    @Test
    void aRulePromisesItsSilenceAndOneLookAndTheSlack() {
        Told told = Told.ours();
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).expires(1, 5_020).evicts(1, 0, 8_010);

        List<BoundCheck> bounds = told.recorder.bounds();

        assertEquals(
                List.of(
                        new BoundCheck(
                                "detect.client",
                                "",
                                "a ping every 2s, 4s of silence, a look every 10ms, 10ms for timers and wires",
                                4_020,
                                1,
                                0,
                                4_020),
                        new BoundCheck(
                                "detect.server",
                                "",
                                "6s of silence, a look every 1s, 10ms for timers and wires",
                                7_010,
                                1,
                                0,
                                7_010)),
                bounds);
        assertEquals(new Metric.Count(0), told.metric("detect.client.late"));
        assertEquals(new Metric.Count(0), told.metric("detect.server.late"));
    }

    @Test
    void whatIsLaterIsCounted() {
        Told told = Told.ours();
        told.connects(1, 0, 100).begins(HOLE, 1_000, 1).expires(1, 5_021).evicts(1, 0, 8_011);

        assertEquals(new Metric.Count(1), told.metric("detect.client.late"));
        assertEquals(new Metric.Count(1), told.metric("detect.server.late"));
        assertEquals(1, told.recorder.bounds().get(0).exceeded());
        assertEquals(4_021, told.recorder.bounds().get(0).maxMillis());
    }

    @Test
    void aRuleThatNeverExpiresPromisesNothing() {
        assertEquals(1, Told.askingNothing().recorder.bounds().size());
        assertEquals(
                "detect.server", Told.askingNothing().recorder.bounds().get(0).metric());
    }

    @Test
    void groupsWithRulesOfTheirOwnAreCheckedEachByItsOwn() {
        HeartbeatRule slow = HeartbeatRule.pinging(Activity.ANY_BYTES, 9_000 * Told.MS, 1_000 * Told.MS, 0);
        Told told = Told.groups(Told.CLIENT_RULE, slow);
        told.connects(1, 0, 100)
                .connects(6, 0, 100)
                .begins(HOLE, 1_000, 1, 6)
                .expires(1, 9_000)
                .expires(6, 9_001);

        List<BoundCheck> bounds = told.recorder.bounds();

        assertEquals(
                List.of("first", "second", ""),
                bounds.stream().map(BoundCheck::scope).toList());
        assertEquals(
                List.of(1L, 0L, 0L), bounds.stream().map(BoundCheck::exceeded).toList());
    }

    @Test
    void nothingMeasuredHasNoLargest() {
        assertEquals(Double.NaN, Told.ours().recorder.bounds().get(0).maxMillis());
    }
}
