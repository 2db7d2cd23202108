package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Activity.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatRuleTest {

    @Test
    void expiryLiesBetweenBothPhasesAndOneScanMore() {
        HeartbeatRule rule = new HeartbeatRule(Activity.ANY_BYTES, 25, 20, 5);

        assertEquals(45, rule.expireAfterNanos());
        assertEquals(50, rule.latestExpiryNanos());
    }

    @Test
    void aRuleWithoutTimeoutNeverExpires() {
        HeartbeatRule rule = new HeartbeatRule(Activity.ANY_BYTES, 25, HeartbeatRule.NEVER, 5);

        assertTrue(rule.pings());
        assertFalse(rule.expires());
        assertEquals(HeartbeatRule.NEVER, rule.expireAfterNanos());
        assertEquals(HeartbeatRule.NEVER, rule.latestExpiryNanos());
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 0", "1, 0, 0", "1, -1, 0", "1, 1, -1"})
    void refusesDurationsOutOfRange(long every, long timeout, long scan) {
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> new HeartbeatRule(Activity.ANY_BYTES, every, timeout, scan));

        assertTrue(String.valueOf(error.getMessage()).contains("timeout=" + timeout + "ns"));
    }

    @Test
    void refusesToWaitForPongsThatNobodyAskedFor() {
        assertThrows(IllegalArgumentException.class, () -> new HeartbeatRule(Activity.PONGS, 0, 10, 0));
        assertFalse(new HeartbeatRule(Activity.PONGS, 0, HeartbeatRule.NEVER, 0).expires());
    }

    @ParameterizedTest
    @CsvSource({
        "ANY_BYTES, true, true, true, true",
        "MESSAGES, false, false, false, true",
        "PONGS, false, false, true, false"
    })
    void activityCountsWhatItsNameSays(Activity activity, boolean bytes, boolean ping, boolean pong, boolean message) {
        assertEquals(bytes, activity.counts(Signal.BYTES));
        assertEquals(ping, activity.counts(Signal.PING));
        assertEquals(pong, activity.counts(Signal.PONG));
        assertEquals(message, activity.counts(Signal.MESSAGE));
    }
}
