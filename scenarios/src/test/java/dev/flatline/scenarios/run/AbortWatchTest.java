package dev.flatline.scenarios.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.core.measure.Second;
import dev.flatline.scenarios.AbortRule;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nine of ten attempts, for three seconds, of at least twenty. */
final class AbortWatchTest {

    private static final long SECOND = 1_000_000_000L;

    private final AbortWatch watch = new AbortWatch(new AbortRule(0.9, 3 * SECOND, 20));

    @Test
    void stopsWhenTheShareFailedForTheWholeTime() {
        seconds(2, 10, 0);
        assertFalse(watch.isBroken());

        seconds(1, 10, 0);

        assertTrue(watch.isBroken());
    }

    @Test
    void goesOnWhileEnoughSucceed() {
        seconds(3, 80, 10);

        assertFalse(watch.isBroken());
    }

    @Test
    void theShareItselfIsEnough() {
        seconds(3, 90, 10);

        assertTrue(watch.isBroken());
    }

    @Test
    void fewAttemptsProveNothing() {
        seconds(10, 6, 0);

        assertFalse(watch.isBroken());
    }

    @Test
    void whatWasLongAgoDoesNotCount() {
        seconds(1, 0, 1_000);

        seconds(3, 10, 0);

        assertTrue(watch.isBroken());
    }

    @Test
    void whatAFaultOfTheTimelineDoesIsMeant() {
        for (int i = 0; i < 10; i++) {
            watch.see(second(1_000, 0), true);
        }
        seconds(1, 1_000, 0); // in which the fault ended
        seconds(2, 10, 0);
        assertFalse(watch.isBroken());

        seconds(1, 10, 0);

        assertTrue(watch.isBroken());
    }

    @Test
    void withoutARuleNothingIsEverBroken() {
        AbortWatch never = new AbortWatch(AbortRule.NEVER);

        never.see(second(1_000_000, 0), false);

        assertFalse(never.isBroken());
    }

    @Test
    void namesTheMainCausesWithTheirCodes() {
        seconds(3, 500, 25);

        String reason = watch.reason(Map.of(
                "connect.failed.refused", new Metric.Count(100),
                "connect.failed.reset", new Metric.Count(3),
                "connect.failed.connect-timeout", new Metric.Count(1),
                "connect.failed.upgrade-rejected", new Metric.Count(1_400),
                "connect.failed.upgrade-rejected.503", new Metric.Count(1_300),
                "connect.failed.upgrade-rejected.429", new Metric.Count(100),
                "clients.lost.reset", new Metric.Count(9_000)));

        assertTrue(
                reason.startsWith("aborted: 1,500 of 1,575 attempts failed in the last 3s, mostly upgrade-rejected.503"
                        + " (1,300), "),
                reason);
        assertTrue(reason.contains("refused (100)"), reason);
        assertTrue(reason.endsWith(" (abort-on: failed 90% for 3s)"), reason);
        assertEquals(1, reason.lines().count());
    }

    private void seconds(int count, long failed, long opened) {
        for (int i = 0; i < count; i++) {
            watch.see(second(failed, opened), false);
        }
    }

    private static Second second(long failed, long opened) {
        return new Second(0, 0, 0, 0, failed + opened, opened, failed, 0, 0, 0);
    }
}
