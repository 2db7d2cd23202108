package dev.flatline.core.measure;

import java.util.Arrays;

/**
 * What became of numbered messages, stream by stream, in 24 bytes each: the highest number so far, and of the 64 numbers up to
 * it the ones that arrived, as in the anti-replay window of RFC 4303 (3.4.3). A stream begins where it is told to, or with the
 * first message that arrives; what is from before its beginning does not count. A number that is passed over is lost until it arrives after all; then it was reordered. What is more than 63 behind
 * the highest is taken for a duplicate. Not thread-safe.
 */
final class SequenceMeter {

    private static final int WINDOW = 64;
    private static final long NONE = Long.MIN_VALUE;

    private final long[] first;
    private final long[] highest;
    private final long[] arrived;
    private long lost;
    private long duplicated;
    private long reordered;

    SequenceMeter(int streams) {
        first = new long[streams];
        highest = new long[streams];
        arrived = new long[streams];
        Arrays.fill(highest, NONE);
    }

    /** The stream begins with this number, unless it has begun: whatever comes from there on is expected. */
    void begin(int stream, long number) {
        if (highest[stream] == NONE) {
            first[stream] = number;
            highest[stream] = number - 1;
            arrived[stream] = 0;
        }
    }

    /** A message with a number from 0 arrived. */
    void received(int stream, long number) {
        begin(stream, number);
        if (number < first[stream] && arrived[stream] == 0) {
            return; // it was under way when the stream began
        }
        if (number > highest[stream]) {
            advance(stream, number - highest[stream]);
        } else {
            late(stream, number, highest[stream] - number);
        }
    }

    private void advance(int stream, long by) {
        lost += by - 1;
        highest[stream] += by;
        arrived[stream] = (by < WINDOW ? arrived[stream] << by : 0) | 1;
    }

    private void late(int stream, long number, long behind) {
        long bit = behind < WINDOW ? 1L << behind : 0;
        if (bit == 0 || (arrived[stream] & bit) != 0) {
            duplicated++;
            return;
        }
        arrived[stream] |= bit;
        reordered++;
        lost -= number >= first[stream] ? 1 : 0;
    }

    /**
     * The stream begins anew with the next message; what it has counted stays.
     *
     * @param sent how many numbers of it were sent: those above the highest that arrived are lost
     */
    void restart(int stream, long sent) {
        lost += behind(stream, sent);
        highest[stream] = NONE;
    }

    /** How many numbers below {@code sent} are above the highest that arrived: lost, unless they arrive yet. */
    long behind(int stream, long sent) {
        return highest[stream] == NONE ? 0 : Math.max(0, sent - highest[stream] - 1);
    }

    /** Numbers that were passed over and have not arrived. */
    long lost() {
        return lost;
    }

    long duplicated() {
        return duplicated;
    }

    /** Messages that arrived behind one with a higher number. */
    long reordered() {
        return reordered;
    }
}
