package dev.flatline.core.fault.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RadioWakeUpTest {

    private static final RadioWakeUp RADIO = new RadioWakeUp(10_000, 500);

    @Test
    void theFirstBytesAfterSilencePayAndTheNextWaitBehindThem() {
        assertDelivered(
                new long[] {0, 10_000, 10_100, 10_499, 10_500, 10_600},
                new long[] {0, 10_500, 10_500, 10_500, 10_500, 10_600});
    }

    @Test
    void aNewLineIsAwake() {
        assertDelivered(new long[] {77_000}, new long[] {77_000});
    }

    @Test
    void aHeartbeatFasterThanTheRadiosTimerNeverPaysAndASlowerOneAlwaysDoes() {
        assertDelivered(new long[] {0, 9_999, 19_998, 29_997}, new long[] {0, 9_999, 19_998, 29_997});
        assertDelivered(new long[] {0, 10_500, 21_000, 31_500}, new long[] {0, 11_000, 21_500, 32_000});
    }

    @Test
    void silenceCountsFromTheLastDelivery() {
        assertDelivered(new long[] {0, 10_000, 20_499, 30_499}, new long[] {0, 10_500, 20_499, 30_999});
    }

    @Test
    void aRadioThatNeverSleepsIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> new RadioWakeUp(0, 1))
                .getMessage();

        assertEquals("idle must be more than 0 and at most 24h", message);
    }

    private static void assertDelivered(long[] sent, long[] expected) {
        assertArrayEquals(expected, new LineStack(1, RADIO).run(sent, new int[sent.length]));
    }
}
