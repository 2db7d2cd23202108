package dev.flatline.core.fault.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.fault.DeliveryLine;
import dev.flatline.core.fault.Impairment;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthLineTest {

    private static final SplittableRandom UNUSED = new SplittableRandom(0);

    @Test
    void aChunkTakesItsTimeAndTheNextQueuesBehindIt() {
        Impairment line = new BandwidthLine(1_000).line();

        assertEquals(100_000_005, line.deliverAtNanos(5, 100, UNUSED));
        assertEquals(110_000_005, line.deliverAtNanos(6, 10, UNUSED));
        assertEquals(110_000_005, line.deliverAtNanos(7, 0, UNUSED), "the end of the stream weighs nothing");
        assertEquals(201_000_000, line.deliverAtNanos(200_000_000, 1, UNUSED), "an idle pipe saved nothing up");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 7_000, 999_983, 12_500_000, 7_777_777_777L})
    void aMillionChunksLeaveAtTheExactRatio(long rate) {
        SplittableRandom random = new SplittableRandom(rate);
        Impairment line = new BandwidthLine(rate).line();
        long bytes = 0;
        long due = 0;

        for (int i = 0; i < 1_000_000; i++) {
            int chunk = random.nextInt(1, 1_500);
            bytes += chunk;
            due = line.deliverAtNanos(0, chunk, UNUSED);
        }

        BigInteger exact = BigInteger.valueOf(bytes)
                .multiply(BigInteger.valueOf(1_000_000_000))
                .divide(BigInteger.valueOf(rate));
        assertEquals(exact, BigInteger.valueOf(due), "0.01 % would do");
    }

    @Test
    void aPipeThatIsBusyMostOfTheTimeKeepsItsRate() {
        SplittableRandom random = new SplittableRandom(9);
        Impairment line = new BandwidthLine(1_000_003).line();
        long now = 1_000_000;
        long before = now;
        long busy = 0;
        long bytes = 0;

        for (int i = 0; i < 1_000_000; i++) {
            int chunk = random.nextInt(1, 2_000);
            now += random.nextLong(2_000_000);
            long due = line.deliverAtNanos(now, chunk, UNUSED);
            busy += due - Math.max(before, now);
            before = due;
            bytes += chunk;
        }

        assertEquals(1_000_003, bytes * 1e9 / busy, 1_000_003 * 1e-4);
    }

    @Test
    void nothingPassesAtRateZeroAndNothingIsLost() {
        DeliveryLine<String> line = new DeliveryLine<>(UNUSED);
        line.impair(new BandwidthLine(0).line(), 0);
        line.offer("held", 100, 10);
        assertNull(line.poll(Long.MAX_VALUE - 1));

        line.impair(new BandwidthLine(100).line(), 50);

        assertEquals(1_000_000_050, line.nextNanos());
        assertEquals("held", line.poll(1_000_000_050));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 65536",
        "1, 1",
        "99, 1",
        "100, 1",
        "6250, 62",
        "1000000, 10000",
        "6553600, 65536",
        "1000000000000, 65536"
    })
    void aSliceIsTenMillisecondsWorth(long rate, int expected) {
        assertEquals(expected, new BandwidthLine(rate).sliceBytes());
    }

    @Test
    void aWaitThatNoClockCanTellIsHeld() {
        Impairment line = new BandwidthLine(1).line();
        long due = 0;

        for (int i = 0; i < 10; i++) {
            long next = line.deliverAtNanos(0, Integer.MAX_VALUE, UNUSED);
            assertTrue(next >= due);
            due = next;
        }

        assertEquals(Impairment.HELD, due);
    }

    @Test
    void aNegativeRateIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> new BandwidthLine(-1))
                .getMessage();

        assertEquals("rate must be 0 to 1000000000000 bytes per second", message);
    }
}
