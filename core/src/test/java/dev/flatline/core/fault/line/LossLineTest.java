package dev.flatline.core.fault.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.core.fault.Impairment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossLineTest {

    private static final long MS = 1_000_000;
    private static final long RTT = 100 * MS;
    private static final SplittableRandom UNUSED = new SplittableRandom(0);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 200", "2, 600", "3, 1400", "4, 3000", "5, 6200", "6, 12600", "7, 25400", "8, 51000"})
    void aSegmentAloneClimbsTheLadder(int losses, long expectedMillis) {
        Impairment line = new LossLine(lost("1".repeat(losses) + "0")).line();

        long due = line.deliverAtNanos(7, 100, UNUSED);

        assertEquals(expectedMillis * MS, due - 7);
        assertEquals(expectedMillis * MS, Retransmission.LINUX.stallNanos(losses));
    }

    @Test
    void theLadderEndsAfterTheMostLossesInARow() {
        Impairment patient = new LossLine(lost("1".repeat(100))).line();
        Impairment hasty = new LossLine(lost("1".repeat(100)), new Retransmission(200 * MS, 200 * MS, RTT, 2)).line();

        assertEquals(51_000 * MS, patient.deliverAtNanos(0, 1, UNUSED));
        assertEquals(400 * MS, hasty.deliverAtNanos(0, 1, UNUSED));
    }

    @Test
    void noSingleTimeoutIsLongerThanTheCap() {
        Retransmission tenSeconds = new Retransmission(200 * MS, 10_000 * MS, RTT, 15);

        assertEquals(12_600 * MS, tenSeconds.stallNanos(6));
        assertEquals(22_600 * MS, tenSeconds.stallNanos(7), "the seventh would be 12.8 s");
        assertEquals(204_600 * MS + 4 * 120_000 * MS, Retransmission.LINUX.stallNanos(14));
    }

    @Test
    void inALongChunkEachLostSegmentCostsARoundTrip() {
        Impairment line = new LossLine(lost("0110")).line();

        assertEquals(2 * RTT, line.deliverAtNanos(0, 3 * LossLine.SEGMENT_BYTES + 1, UNUSED));
    }

    @Test
    void aSegmentWithinARoundTripOfTheLastOneIsInAStream() {
        Impairment line = new LossLine(lost("0" + "1" + "10" + "1")).line();

        assertEquals(0, line.deliverAtNanos(0, 10, UNUSED));
        assertEquals(2 * RTT - 1, line.deliverAtNanos(RTT - 1, 10, UNUSED), "one loss in a stream");
        assertEquals(5 * RTT - 1, line.deliverAtNanos(3 * RTT - 1, 10, UNUSED), "one loss alone");
        assertEquals(5 * RTT - 1, line.deliverAtNanos(3 * RTT, 10, UNUSED), "behind the stalled one");
    }

    @Test
    void whatComesWhileOneIsStalledWaitsBehindItWithoutALadderOfItsOwn() {
        LineStack stack = new LineStack(1, new LossLine(lost("111110" + "1" + "10")));

        long[] delivered = stack.run(new long[] {0, 5_000 * MS, 20_000 * MS}, new int[] {10, 10, 10});

        assertArrayEquals(new long[] {6_200 * MS, 6_200 * MS, 20_200 * MS}, delivered);
    }

    @Test
    void theEndOfTheStreamIsASegmentAndCanBeLost() {
        Impairment line = new LossLine(lost("10")).line();

        assertEquals(200 * MS, line.deliverAtNanos(0, 0, UNUSED));
    }

    @Test
    void heartbeatsAreLateAsOftenAsTheLossSays() {
        LossLine model = new LossLine(new CorrelatedLoss(0.1));
        long[] sent = LongStream.range(0, 200_000).map(i -> i * 120_000 * MS).toArray();

        long[] delivered = new LineStack(5, model).run(sent, new int[sent.length]);

        long[] late = LongStream.range(0, sent.length)
                .map(i -> delivered[(int) i] - sent[(int) i])
                .toArray();
        assertEquals(0.1, share(late, 200 * MS), 0.0034);
        assertEquals(0.01, share(late, 600 * MS), 0.0012);
        assertEquals(0.001, share(late, 1_400 * MS), 0.0004);
    }

    @Test
    void whatIsOutOfRangeIsRefusedWithTheKeyAndTheRange() {
        assertRefused("rto-min must be 1ms to 2m", () -> new Retransmission(0, RTT, RTT, 8));
        assertRefused("rto-max must be at least rto-min", () -> new Retransmission(RTT, RTT - 1, RTT, 8));
        assertRefused("rtt must be 0 to 1m", () -> Retransmission.LINUX.withRtt(-1));
        assertRefused("max-losses must be 0 to 15", () -> new Retransmission(RTT, RTT, RTT, 16));
    }

    private static double share(long[] late, long atLeastNanos) {
        return Arrays.stream(late).filter(nanos -> nanos >= atLeastNanos).count() / (double) late.length;
    }

    private static void assertRefused(String message, Executable attempt) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, attempt).getMessage());
    }

    /** Loses the segments marked 1, in this order. */
    private static LossModel lost(String script) {
        return () -> {
            int[] next = {0};
            return random -> script.charAt(next[0]++) == '1';
        };
    }
}
